package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.CoverWaiting;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.OrderCommand;
import io.holdfast.stock.ledger.OrderEvent;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.ReceiveShipment;
import io.holdfast.stock.ledger.Retell;
import io.holdfast.stock.ledger.SellOverCounter;
import io.holdfast.stock.ledger.SendShipment;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Says of each command what should have become of it, by the rules, and whether it did. */
final class Judge {

    private final Map<OrderEvent.Key, Order> answers = new HashMap<>();
    private final Map<UUID, Outcome> adjustments = new HashMap<>();

    void check(Step step) {
        if (step.after() != step.before()) {
            Auditor.check(step.shop(), step.after());
        }
        Map<String, Long> moved = judge(step);
        Aftermath.check(step, moved);
    }

    /** Units by SKU that came in or went out by this command. */
    private Map<String, Long> judge(Step step) {
        if (step.command() instanceof PlaceOrder place) {
            JudgeOfPlacing.judge(step, place);
            return Map.of();
        }
        if (step.command() instanceof SellOverCounter sale) {
            return JudgeOfSales.judge(step, sale);
        }
        if (step.command() instanceof OrderCommand event) {
            return event(step, event);
        }
        if (step.command() instanceof AdjustStock adjust) {
            return adjust(step, adjust);
        }
        if (step.command() instanceof Retell) {
            step.changedNothing();
            return Map.of();
        }
        if (step.command() instanceof CoverWaiting) {
            Aftermath.nobodyWaitsBesideFreeUnits(step);
            return Map.of();
        }
        return step.command() instanceof SendShipment send ? JudgeOfShipments.judge(step, send)
                : JudgeOfShipments.judge(step, (ReceiveShipment) step.command());
    }

    private Map<String, Long> event(Step step, OrderCommand event) {
        if (answers.containsKey(event.event())) {
            step.repeats(answers.get(event.event()));
            return Map.of();
        }
        Map<String, Long> moved = JudgeOfEvents.judge(step, event);
        if (step.outcome() instanceof Outcome.Done done) {
            answers.put(event.event(), done.order());
        }
        return moved;
    }

    private Map<String, Long> adjust(Step step, AdjustStock adjust) {
        if (adjustments.containsKey(adjust.id())) {
            assertEquals(adjustments.get(adjust.id()), step.outcome(), "R82 asked again, an adjustment is not made again");
            step.changedNothing();
            return Map.of();
        }
        Map<String, Long> moved = JudgeOfAdjustments.judge(step, adjust);
        if (((Outcome.Adjusted) step.outcome()).stored()) {
            adjustments.put(adjust.id(), step.outcome());
        }
        return moved;
    }

    /** R15: time has passed. What was due is expired, what it held is free or with those who waited, and nothing else happened. */
    static void checkPassing(Shop shop, View before, View after, Instant now) {
        if (after == before) {
            return;
        }
        Auditor.check(shop, after);
        after.orders().forEach((id, order) -> {
            Order was = before.orders().get(id);
            if (was.isDueAt(now)) {
                assertEquals(State.EXPIRED, order.state(), () -> "R15 due: " + was);
            } else {
                Aftermath.onlyCovered(was, order);
            }
            assertTrue(!order.isDueAt(now), () -> "R15 due: " + order);
        });
        Aftermath.nobodyWaitsWhereUnitsCameFree(shop, before, after);
    }
}
