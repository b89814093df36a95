package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.stock.ledger.Channel;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Refusal;
import io.holdfast.stock.ledger.SellOverCounter;
import io.holdfast.stock.ledger.Wanted;
import java.util.HashMap;
import java.util.Map;

/** R22: a sale over the counter is refused by nothing but units that are not free where they are to be taken from (R7). */
final class JudgeOfSales {

    private JudgeOfSales() {}

    static Map<String, Long> judge(Step step, SellOverCounter sale) {
        Channel till = step.shop().channels.get(sale.channel());
        if (till.kind() != Channel.Kind.POS) {
            step.refusedAs(new Refusal.NotOverTheCounter(sale.channel()));
            return Map.of();
        }
        if (JudgeOfPlacing.wasPlacedBefore(step, sale.id(), sale.channel(), sale.reference(), sale.content())) {
            return Map.of();
        }
        Map<String, Long> moved = new HashMap<>();
        for (Wanted line : sale.lines()) {
            NaiveOffer.ingredients(step.shop(), line.sku(), till).stream().filter(NaiveOffer.Ingredient::counted)
                    .forEach(part -> moved.merge(part.sku(), -line.quantity() * part.perUnit(), Long::sum));
        }
        boolean free = sale.takeFrom() == null || moved.entrySet().stream().allMatch(e ->
                Math.max(0, step.before().level(e.getKey(), sale.takeFrom()).available()) >= -e.getValue());
        if (!free) {
            step.refused(Refusal.InsufficientStock.class);
            return Map.of();
        }
        Order order = step.done();
        assertEquals(Order.State.FULFILLED, order.state());
        assertEquals(true, order.paid());
        String left = sale.takeFrom() == null ? sale.location() : sale.takeFrom();
        moved.forEach((sku, units) -> assertEquals(step.before().level(sku, left).onHand() + units, step.after().level(sku, left).onHand(),
                () -> "R22 R7 units leave where they stood: " + sale));
        return moved;
    }
}
