package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;
import java.util.ArrayList;
import java.util.List;

/** Whenever units become available, those who were promised them come first: before allocations, oldest order first. */
final class Covering {

    private static final String ACTOR = "cover";

    private Covering() {}

    static void cover(Book book, Item item, String location) {
        for (Order next = book.waitingFor(item, null); next != null && item.at(location).free() > 0; next = book.waitingFor(item, next)) {
            if (sellsFrom(book, next, location)) {
                cover(book, item, location, next);
            }
        }
    }

    /** Orders that units of the item at a location would cover, oldest first. */
    static List<Order> waitingAt(Book book, Item item, String location) {
        List<Order> waiting = new ArrayList<>();
        for (Order next = book.waitingFor(item, null); next != null; next = book.waitingFor(item, next)) {
            if (sellsFrom(book, next, location)) {
                waiting.add(next);
            }
        }
        return waiting;
    }

    private static boolean sellsFrom(Book book, Order order, String location) {
        Merchant merchant = book.merchant(order.merchant());
        Channel channel = order.channelOf(merchant);
        return channel != null && channel.locationsIn(merchant).contains(location);
    }

    private static void cover(Book book, Item item, String location, Order order) {
        Order covered = order.withEachLine(line -> line.withEachPart(part ->
                part.sku().equals(item.key().sku()) && part.waits() ? cover(book, item, location, order, part) : part));
        if (covered.state() == State.SHORT && covered.backordered() == 0) {
            covered = covered.with(State.PAID);
        }
        book.put(covered, OrderEvent.byItself(covered, OrderEvent.Kind.COVER, ACTOR));
    }

    private static Part cover(Book book, Item item, String location, Order order, Part part) {
        long units = Math.min(item.at(location).free(), part.backordered());
        if (units == 0) {
            return part;
        }
        Movement.Kind kind = order.paid() ? Movement.Kind.COMMITMENT : Movement.Kind.RESERVATION;
        book.move(item, location, Change.held(units, order.paid()), kind, order.id(), "covered", ACTOR);
        item.backorder(-units);
        return part.covered(Hold.of(location, units, order.paid()));
    }
}
