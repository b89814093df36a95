package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.Hold;
import io.holdfast.stock.ledger.Level;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.OrderEvent;
import io.holdfast.stock.ledger.Part;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.SellOverCounter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** What must hold after a command for all that it was not about. */
final class Aftermath {

    private Aftermath() {}

    /** @param moved units by SKU that came in or went out by the command */
    static void check(Step step, Map<String, Long> moved) {
        if (step.after() == step.before()) {
            return;
        }
        unitsAreConserved(step, moved);
        othersAreOnlyCovered(step);
        if (!(step.command() instanceof SellOverCounter) && !(step.command() instanceof AdjustStock)) {
            nothingIsOversold(step);
        }
        if (!step.command().mayFree()) {
            nothingCameFree(step);
        }
        nobodyWaitsWhereUnitsCameFree(step.shop(), step.before(), step.after());
    }

    private static void unitsAreConserved(Step step, Map<String, Long> moved) {
        step.shop().variants.keySet().forEach(sku -> assertEquals(step.before().onHand(sku) + moved.getOrDefault(sku, 0L),
                step.after().onHand(sku), () -> "no unit comes from nowhere or is lost: " + sku + " by " + step.command()));
    }

    private static void othersAreOnlyCovered(Step step) {
        UUID superseded = step.command() instanceof PlaceOrder place ? place.order() : null;
        UUID own = step.command().order();
        step.after().orders().forEach((id, order) -> {
            Order was = step.before().orders().get(id);
            if (was != order && was != null && !id.equals(own)) {
                onlyCovered(was, order);
            } else if (was != order && was != null && id.equals(superseded)) {
                assertTrue(StateTable.after(was, OrderEvent.Kind.SUPERSESSION).contains(order.state()), () -> "R25 R19 " + was + " → " + order);
            }
        });
    }

    static void onlyCovered(Order was, Order is) {
        if (was != is) {
            assertTrue(StateTable.after(was, OrderEvent.Kind.COVER).contains(is.state()), () -> "R19 " + was + " → " + is);
            assertTrue(waits(was, null) > waits(is, null), () -> "R47 changed by what it waited for only: " + was + " → " + is);
            assertEquals(was.placement(), is.placement());
            assertTrue(is.state() != State.PAID || was.state() == State.PAID || waits(is, null) == 0, () -> "R17 paid once it is covered: " + is);
        }
    }

    /** R45: only what stands in somebody's hand, and what somebody counted, may take available below zero. */
    private static void nothingIsOversold(Step step) {
        step.after().levels().forEach((sku, levels) -> levels.forEach((location, level) -> assertTrue(level.available() >= 0
                || level.available() >= step.before().level(sku, location).available(), () -> "R45 oversold: " + sku + "@" + location
                + " by " + step.command())));
    }

    /** Those who wait are not read for such a command, so that it must leave nothing to them. */
    private static void nothingCameFree(Step step) {
        step.after().levels().forEach((sku, levels) -> levels.forEach((location, level) ->
                assertTrue(level.available() <= Math.max(0, step.before().level(sku, location).available()),
                        () -> "R47 came free: " + sku + "@" + location + " by " + step.command())));
        step.after().orders().forEach((id, order) -> assertTrue(!step.before().orders().containsKey(id) || id.equals(step.command().order())
                || order == step.before().orders().get(id), () -> "R47 covered: " + order + " by " + step.command()));
    }

    /** R47: where units came free, nobody who may have them still waits, and nobody was served before an older one. */
    static void nobodyWaitsWhereUnitsCameFree(Shop shop, View before, View after) {
        after.levels().forEach((sku, levels) -> {
            if (levels != before.levels().get(sku)) {
                levels.forEach((location, level) -> check(shop, before, after, sku, location, level));
            }
        });
    }

    /** R47: whatever left units free, once those who wait were looked at nobody waits who may have them. */
    static void nobodyWaitsBesideFreeUnits(Step step) {
        step.after().levels().forEach((sku, levels) -> levels.forEach((location, level) -> {
            if (level.available() > 0) {
                assertTrue(step.after().orders().values().stream().noneMatch(o -> waits(o, sku) > 0 && sellsFrom(step.shop(), o, location)),
                        () -> "R47 free at " + location + ", and somebody waits for " + sku);
            }
        }));
    }

    private static void check(Shop shop, View before, View after, String sku, String location, Level level) {
        List<Order> waiting = after.orders().values().stream().filter(o -> waits(o, sku) > 0 && sellsFrom(shop, o, location)).toList();
        if (waiting.isEmpty()) {
            return;
        }
        assertTrue(level.available() <= Math.max(0, before.level(sku, location).available()),
                () -> "R47 free at " + location + ", and still waiting for " + sku + ": " + waiting);
        after.orders().values().stream().filter(o -> wasCoveredAt(before.orders().get(o.id()), o, sku, location))
                .forEach(served -> assertTrue(waiting.stream().noneMatch(w -> w.placement().at().isBefore(served.placement().at())
                        && before.orders().containsKey(w.id()) && waits(before.orders().get(w.id()), sku) > 0),
                        () -> "R47 the oldest first: " + served + " before " + waiting));
    }

    private static boolean wasCoveredAt(Order was, Order is, String sku, String location) {
        return was != null && was != is && waits(was, sku) > waits(is, sku) && held(is, sku, location) > held(was, sku, location);
    }

    /** Units of a SKU (null: of all) that an order waits for. */
    private static long waits(Order order, String sku) {
        return parts(order, sku).filter(Part::counted).mapToLong(Part::backordered).sum();
    }

    private static long held(Order order, String sku, String location) {
        return parts(order, sku).flatMap(p -> p.holds().stream()).filter(h -> Objects.equals(h.location(), location))
                .mapToLong((Hold h) -> h.reserved() + h.committed()).sum();
    }

    private static Stream<Part> parts(Order order, String sku) {
        return order.lines().stream().flatMap(l -> l.parts().stream()).filter(p -> sku == null || p.sku().equals(sku));
    }

    private static boolean sellsFrom(Shop shop, Order order, String location) {
        String pickup = order.placement().pickupAt();
        return pickup != null ? pickup.equals(location) : shop.places(shop.channels.get(order.placement().channel())).contains(location);
    }
}
