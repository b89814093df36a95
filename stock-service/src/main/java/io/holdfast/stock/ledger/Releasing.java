package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;

/** Giving unshipped units back: to their locations, and to the allocation that they were drawn from, or to the pool if it has ended. */
final class Releasing {

    private Releasing() {}

    /** The order in its end state, holding nothing that has not shipped. */
    static Order release(Book book, Order order, State end, Movement.Kind kind, String reason, String actor) {
        return order.withEachLine(line -> release(book, order, line, kind, reason, actor)).with(end);
    }

    private static OrderLine release(Book book, Order order, OrderLine line, Movement.Kind kind, String reason, String actor) {
        Item item = book.item(order.itemOf(line));
        for (Hold hold : line.holds()) {
            if (hold.isCounted()) {
                Change back = new Change(0, -hold.reserved(), -hold.committed(), 0);
                book.move(item, hold.location(), back, kind, order.id(), reason, actor);
            }
        }
        if (line.counted()) {
            item.backorder(-line.backordered());
        }
        OrderLine released = line.released();
        line.draws().forEach(draw -> giveBack(item, draw, released));
        return released;
    }

    private static void giveBack(Item item, Draw draw, OrderLine released) {
        long kept = released.draws().stream().filter(d -> d.allocation().equals(draw.allocation()))
                .mapToLong(Draw::quantity).sum();
        if (kept < draw.quantity()) {
            item.draw(draw.allocation(), kept - draw.quantity());
        }
    }
}
