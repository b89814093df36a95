package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;

/** Whenever units become available, those who were promised them come first: before allocations, oldest order first. */
final class Covering {

    private static final String ACTOR = "cover";

    private Covering() {}

    static void cover(Book book, Item item, String location) {
        for (Order order : book.waitingFor(item)) {
            long free = item.at(location).free();
            if (free == 0) {
                return;
            }
            if (sellsFrom(book, order, location)) {
                cover(book, item, location, order, free);
            }
        }
    }

    private static boolean sellsFrom(Book book, Order order, String location) {
        Merchant merchant = book.merchant(order.merchant());
        Channel channel = merchant.channels().get(order.channel());
        return channel != null && channel.locationsIn(merchant).contains(location);
    }

    private static void cover(Book book, Item item, String location, Order order, long free) {
        String sku = item.key().sku();
        long units = Math.min(free, order.line(sku).backordered());
        Movement.Kind kind = order.paid() ? Movement.Kind.COMMITMENT : Movement.Kind.RESERVATION;
        book.move(item, location, Change.held(units, order.paid()), kind, order.id(), "covered", ACTOR);
        item.backorder(-units);
        Order covered = order.withEachLine(line ->
                line.sku().equals(sku) ? line.covered(Hold.of(location, units, order.paid())) : line);
        if (covered.state() == State.SHORT && covered.backordered() == 0) {
            covered = covered.with(State.PAID);
        }
        book.put(covered, OrderEvent.byItself(covered, OrderEvent.Kind.COVER, ACTOR));
    }
}
