package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Planning.Plan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Taking what was planned: out of allocations, off the locations, and what no location covers onto the backorder. */
final class Taking {

    private Taking() {}

    /** The line of the order, holding what was planned. */
    static OrderLine take(Book book, Order order, Plan plan, String actor) {
        Movement.Kind kind = order.paid() ? Movement.Kind.COMMITMENT : Movement.Kind.RESERVATION;
        Iterator<Map<String, Long>> taken = plan.taken().iterator();
        OrderLine line = OrderLine.holdingNothing(plan.asked().quantity(), plan.asked().recipe());
        List<Part> parts = new ArrayList<>();
        for (Part part : line.parts()) {
            boolean moves = part.counted() && taken.hasNext();
            parts.add(part.counted() ? hold(book, order, part, moves ? taken.next() : Map.of(), line.quantity(), kind, actor)
                    : withoutCounting(part, plan, order.paid()));
        }
        plan.draws().forEach(draw -> book.item(order.itemOf(draw.sku())).draw(draw.allocation(), draw.quantity()));
        return line.with(parts, plan.draws());
    }

    private static Part hold(Book book, Order order, Part part, Map<String, Long> taken, long quantity, Movement.Kind kind, String actor) {
        Item item = book.item(order.itemOf(part.sku()));
        List<Hold> holds = new ArrayList<>();
        long left = quantity * part.perUnit();
        for (Map.Entry<String, Long> at : taken.entrySet()) {
            book.move(item, at.getKey(), Change.held(at.getValue(), order.paid()), kind, order.id(), null, actor);
            holds.add(Hold.of(at.getKey(), at.getValue(), order.paid()));
            left -= at.getValue();
        }
        item.backorder(left);
        return part.holding(holds, left);
    }

    private static Part withoutCounting(Part part, Plan plan, boolean paid) {
        long units = plan.units() * part.perUnit();
        List<Hold> holds = units == 0 ? List.of() : List.of(Hold.of(null, units, paid));
        return part.holding(holds, (plan.asked().quantity() - plan.units()) * part.perUnit());
    }

    /** The same on stock that is only tried out: levels and allocations change, and nothing is written. */
    static void tryOut(Stock stock, Plan plan) {
        Iterator<Map<String, Long>> taken = plan.taken().iterator();
        for (Recipe.Ingredient ingredient : plan.asked().recipe().ingredients()) {
            if (ingredient.counted() && taken.hasNext()) {
                Item item = stock.item(ingredient.item());
                taken.next().forEach((location, units) -> item.change(location, Change.held(units, false)));
            }
        }
        plan.draws().forEach(draw -> stock.item(plan.asked().recipe().of().sibling(draw.sku())).draw(draw.allocation(), draw.quantity()));
    }
}
