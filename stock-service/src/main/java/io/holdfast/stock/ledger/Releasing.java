package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;
import java.util.List;

/** Giving unshipped units back: to their locations, and to the allocation that they were drawn from, or to the pool if it has ended. */
final class Releasing {

    private Releasing() {}

    /** The order in its end state, holding nothing that has not shipped. */
    static Order release(Book book, Order order, State end, Movement.Kind kind, String reason, String actor) {
        for (OrderLine line : order.lines()) {
            for (Part part : line.parts()) {
                Item item = book.item(order.itemOf(part.sku()));
                part.holds().stream().filter(Hold::isCounted).forEach(hold ->
                        book.move(item, hold.location(), hold.givenBack(), kind, order.id(), reason, actor));
                if (part.counted()) {
                    item.backorder(-part.backordered());
                }
            }
            giveBack(book.stock(), order, line);
        }
        return order.withEachLine(OrderLine::released).with(end);
    }

    /** The same on stock that is only tried out: levels and allocations change, and nothing is written. */
    static void tryOut(Stock stock, Order order) {
        for (OrderLine line : order.lines()) {
            for (Part part : line.parts()) {
                part.holds().stream().filter(Hold::isCounted).forEach(hold ->
                        stock.item(order.itemOf(part.sku())).change(hold.location(), hold.givenBack()));
            }
            giveBack(stock, order, line);
        }
    }

    private static void giveBack(Stock stock, Order order, OrderLine line) {
        List<Draw> kept = line.released().draws();
        for (Draw draw : line.draws()) {
            long stays = kept.stream().filter(draw::isFromSamePotAs).mapToLong(Draw::quantity).sum();
            if (stays < draw.quantity()) {
                stock.item(order.itemOf(draw.sku())).draw(draw.allocation(), stays - draw.quantity());
            }
        }
    }
}
