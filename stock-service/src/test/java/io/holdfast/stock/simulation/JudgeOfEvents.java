package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.ledger.FulfilOrder;
import io.holdfast.stock.ledger.Hold;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.OrderCommand;
import io.holdfast.stock.ledger.OrderEvent.Kind;
import io.holdfast.stock.ledger.OrderLine;
import io.holdfast.stock.ledger.Part;
import io.holdfast.stock.ledger.PayOrder;
import io.holdfast.stock.ledger.Refusal;
import io.holdfast.stock.ledger.ReturnUnits;
import io.holdfast.stock.ledger.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What should become of an order by an event: R16 to R21. */
final class JudgeOfEvents {

    private JudgeOfEvents() {}

    /** Units by SKU that came in or went out. */
    static Map<String, Long> judge(Step step, OrderCommand event) {
        // R80: of the orders of others it knows nothing.
        Order before = step.before().orders().get(event.order());
        if (before == null) {
            step.refusedAs(new Refusal.Unknown(Refusal.Unknown.What.ORDER, List.of(event.order().toString())));
            return Map.of();
        }
        Set<State> allowed = event.kind() == Kind.EXPIRY && !before.isDueAt(step.now()) ? Set.of() : StateTable.after(before, event.kind());
        if (allowed.isEmpty()) {
            step.refusedAs(new Refusal.AlreadyResolved(before.state()));
            return Map.of();
        }
        if (event instanceof FulfilOrder fulfil && !isShippable(before, fulfil)
                || event instanceof ReturnUnits units && !isReturnable(before, units)) {
            step.refused(Refusal.TooMany.class);
            return Map.of();
        }
        Order after = step.done();
        assertTrue(allowed.contains(after.state()), () -> "R19 " + event.kind() + " of " + before + " → " + after);
        assertEquals(before.paid() || event instanceof PayOrder, after.paid(), () -> "paid by a payment only: " + after);
        if (event instanceof PayOrder && !holdsAnything(before)) {
            took(step, before, after);
        }
        assertShippedAndReturned(event, before, after);
        return moved(event, before);
    }

    /** R17 R18: all of it, or what the channel may have, or nothing. */
    private static void took(Step step, Order before, Order after) {
        List<NaiveOrder.Line> lines = before.lines().stream().map(l -> new NaiveOrder.Line(l.sku(), l.quantity(), l.parts().stream()
                .map(p -> new NaiveOffer.Ingredient(p.sku(), p.perUnit(), p.counted())).toList())).toList();
        List<NaiveOrder.Expected> expected = new NaiveOrder(new Shelves(step.shop(), step.before(), step.now()),
                JudgeOfPlacing.at(step.shop().channels.get(before.placement().channel()), before.placement().pickupAt())).of(lines, true);
        boolean enough = expected.stream().noneMatch(NaiveOrder.Expected::isShort);
        assertEquals(enough ? State.PAID : State.SHORT, after.state(), () -> "R17 R18 " + before + " offered " + expected);
        if (!enough && step.shop().settings.forLedger().onShortage() == Settings.OnShortage.REFUND) {
            assertTrue(!holdsAnything(after) && after.lines().stream().allMatch(l -> l.draws().isEmpty()), () -> "R17 takes nothing: " + after);
        } else {
            JudgeOfPlacing.holds(after, expected, true);
        }
    }

    private static boolean holdsAnything(Order order) {
        return order.lines().stream().flatMap(l -> l.parts().stream()).anyMatch(p -> p.backordered() > 0 || !p.holds().isEmpty());
    }

    private static Map<String, Long> shipping(Order order, FulfilOrder fulfil) {
        Map<String, Long> shipping = new HashMap<>();
        if (fulfil.lines() == null) {
            order.lines().stream().filter(l -> inHand(l) > 0).forEach(l -> shipping.put(l.sku(), inHand(l)));
        } else {
            fulfil.lines().forEach(l -> shipping.merge(l.sku(), l.quantity(), Long::sum));
        }
        return shipping;
    }

    private static boolean isShippable(Order order, FulfilOrder fulfil) {
        Map<String, Long> shipping = shipping(order, fulfil);
        return !shipping.isEmpty() && shipping.entrySet().stream().allMatch(s -> line(order, s.getKey()) != null
                && s.getValue() <= inHand(line(order, s.getKey())));
    }

    private static boolean isReturnable(Order order, ReturnUnits units) {
        return returning(units).entrySet().stream().allMatch(r -> line(order, r.getKey()) != null
                && r.getValue() <= shipped(line(order, r.getKey())) - line(order, r.getKey()).returned());
    }

    private static Map<String, Long> returning(ReturnUnits units) {
        Map<String, Long> returning = new HashMap<>();
        units.lines().forEach(l -> returning.merge(l.sku(), l.quantity(), Long::sum));
        return returning;
    }

    private static void assertShippedAndReturned(OrderCommand event, Order before, Order after) {
        Map<String, Long> shipping = event instanceof FulfilOrder fulfil ? shipping(before, fulfil) : Map.of();
        Map<String, Long> returning = event instanceof ReturnUnits units ? returning(units) : Map.of();
        for (OrderLine line : after.lines()) {
            OrderLine was = line(before, line.sku());
            assertEquals(shipped(was) + shipping.getOrDefault(line.sku(), 0L), shipped(line), () -> "R20 shipped: " + before + " → " + after);
            assertEquals(was.returned() + returning.getOrDefault(line.sku(), 0L), line.returned(), () -> "R21 returned: " + after);
        }
        boolean whole = after.lines().stream().allMatch(l -> shipped(l) == l.quantity());
        assertEquals(whole && after.state() != State.CANCELLED, after.state() == State.FULFILLED, () -> "R20 fulfilled: " + after);
    }

    private static Map<String, Long> moved(OrderCommand event, Order order) {
        Map<String, Long> moved = new HashMap<>();
        if (event instanceof FulfilOrder fulfil) {
            shipping(order, fulfil).forEach((sku, units) -> counted(order, sku, -units, moved));
        } else if (event instanceof ReturnUnits units) {
            units.lines().stream().filter(ReturnUnits.Line::restock).forEach(l -> counted(order, l.sku(), l.quantity(), moved));
        }
        return moved;
    }

    private static void counted(Order order, String sku, long units, Map<String, Long> moved) {
        line(order, sku).parts().stream().filter(Part::counted).forEach(p -> moved.merge(p.sku(), units * p.perUnit(), Long::sum));
    }

    /** Whole units that can be shipped. */
    private static long inHand(OrderLine line) {
        return line.parts().stream().mapToLong(p -> p.holds().stream().mapToLong(h -> h.reserved() + h.committed()).sum() / p.perUnit()).min().orElse(0);
    }

    private static long shipped(OrderLine line) {
        return line.parts().stream().mapToLong(p -> p.holds().stream().mapToLong(Hold::fulfilled).sum() / p.perUnit()).min().orElse(0);
    }

    private static OrderLine line(Order order, String sku) {
        return order.lines().stream().filter(l -> l.sku().equals(sku)).findFirst().orElse(null);
    }
}
