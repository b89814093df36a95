package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.ReceiveShipment;
import io.holdfast.stock.ledger.Refusal;
import io.holdfast.stock.ledger.SendShipment;
import io.holdfast.stock.ledger.Shipment;
import io.holdfast.stock.ledger.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** R7: units on their way. */
final class JudgeOfShipments {

    private JudgeOfShipments() {}

    static Map<String, Long> judge(Step step, SendShipment send) {
        if (step.before().shipments().containsKey(send.id())) {
            assertEquals(new Outcome.Sent(step.before().shipments().get(send.id())), step.outcome(), "R82 sent once");
            step.changedNothing();
            return Map.of();
        }
        List<String> others = send.lines().stream().map(Wanted::sku).filter(sku -> step.shop().variants.get(sku).isBundle()
                || !step.shop().variants.get(sku).isCounted()).toList();
        if (!others.isEmpty()) {
            step.refusedAs(new Refusal.NotCounted(others));
            return Map.of();
        }
        boolean free = send.from() == null || send.lines().stream()
                .allMatch(l -> Math.max(0, step.before().level(l.sku(), send.from()).available()) >= l.quantity());
        if (!free) {
            step.refused(Refusal.InsufficientStock.class);
            return Map.of();
        }
        Map<String, Long> moved = new HashMap<>();
        for (Wanted line : send.lines()) {
            moved.put(line.sku(), send.from() == null ? 0 : -line.quantity());
            assertEquals(step.before().level(line.sku(), send.to()).incoming() + line.quantity(),
                    step.after().level(line.sku(), send.to()).incoming(), () -> "R7 incoming by " + send);
        }
        sent(step, send.id());
        return moved;
    }

    static Map<String, Long> judge(Step step, ReceiveShipment receive) {
        Shipment before = step.before().shipments().get(receive.shipment());
        if (before == null) {
            step.refusedAs(new Refusal.Unknown(Refusal.Unknown.What.SHIPMENT, List.of(receive.shipment().toString())));
            return Map.of();
        }
        if (before.receipts().stream().anyMatch(r -> r.id().equals(receive.receipt()))) {
            assertEquals(new Outcome.Sent(before), step.outcome(), "R82 received once");
            step.changedNothing();
            return Map.of();
        }
        if (before.closed()) {
            step.refusedAs(new Refusal.ShipmentClosed(before.id()));
            return Map.of();
        }
        Map<String, Long> outstanding = new HashMap<>();
        before.lines().forEach(l -> outstanding.put(l.sku(), l.outstanding()));
        Map<String, Long> arrived = new HashMap<>();
        if (receive.lines() == null && !receive.close()) {
            arrived.putAll(outstanding);
        } else if (receive.lines() != null) {
            receive.lines().forEach(l -> arrived.merge(l.sku(), l.quantity(), Long::sum));
        }
        if (!arrived.entrySet().stream().allMatch(a -> a.getValue() <= outstanding.getOrDefault(a.getKey(), 0L))) {
            step.refused(Refusal.TooMany.class);
            return Map.of();
        }
        Shipment after = sent(step, before.id());
        boolean nothingLeft = arrived.entrySet().stream().mapToLong(Map.Entry::getValue).sum()
                == outstanding.values().stream().mapToLong(Long::longValue).sum();
        assertEquals(receive.close() || nothingLeft, after.closed(), () -> "R7 closed: " + after);
        return arrived;
    }

    private static Shipment sent(Step step, java.util.UUID id) {
        Shipment after = step.after().shipments().get(id);
        assertEquals(new Outcome.Sent(after), step.outcome(), () -> "as it is stored: " + step.command());
        return after;
    }
}
