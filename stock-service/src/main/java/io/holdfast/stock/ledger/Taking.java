package io.holdfast.stock.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Taking units for an order line: out of allocations, off the locations, and what no location covers onto the backorder. */
final class Taking {

    private Taking() {}

    /**
     * @param units to take now, at most what the offer allows; the rest of the line is backordered
     * @param offer what the order's channel may take, as it stands
     */
    static OrderLine take(Book book, Order order, OrderLine line, Offer offer, long units, String actor) {
        if (!line.counted()) {
            List<Hold> uncounted = units == 0 ? List.of() : List.of(Hold.of(null, units, order.paid()));
            return line.taking(uncounted, line.quantity() - units, List.of());
        }
        Item item = book.item(order.itemOf(line));
        Merchant merchant = book.merchant(order.merchant());
        boolean split = merchant.channels().get(order.channel()).splitLines();
        Map<String, Long> plan = Routing.plan(units, offer.within(), split);
        Movement.Kind kind = order.paid() ? Movement.Kind.COMMITMENT : Movement.Kind.RESERVATION;
        plan.forEach((location, taken) ->
                book.move(item, location, Change.held(taken, order.paid()), kind, order.id(), null, actor));
        List<Hold> holds = plan.entrySet().stream().map(p -> Hold.of(p.getKey(), p.getValue(), order.paid())).toList();
        long taken = plan.values().stream().mapToLong(Long::longValue).sum();
        item.backorder(line.quantity() - taken);
        return line.taking(holds, line.quantity() - taken, draw(item, offer.pots(), line.quantity()));
    }

    /** Draws on the pots in their order, for units covered physically as well. */
    static List<Draw> draw(Item item, List<Allocation> pots, long quantity) {
        List<Draw> draws = new ArrayList<>();
        long left = quantity;
        for (Allocation pot : pots) {
            long units = Math.min(left, pot.remaining());
            if (units > 0) {
                item.draw(pot.id(), units);
                draws.add(new Draw(pot.id(), units));
                left -= units;
            }
        }
        return List.copyOf(draws);
    }
}
