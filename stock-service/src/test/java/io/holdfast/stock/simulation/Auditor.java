package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.ledger.Draw;
import io.holdfast.stock.ledger.Hold;
import io.holdfast.stock.ledger.Level;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.OrderLine;
import io.holdfast.stock.ledger.Part;
import io.holdfast.stock.ledger.Shipment;
import io.holdfast.stock.ledger.Trigger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Knows the rules and nothing of how they are kept: what must hold at any moment, whatever happened before. */
public final class Auditor {

    private final Shop shop;
    private final View view;
    private final Map<String, Level> held = new HashMap<>();
    private final Map<String, Long> incoming = new HashMap<>();
    private final Map<String, Long> waiting = new HashMap<>();
    private final Map<UUID, Long> drawn = new HashMap<>();

    private Auditor(Shop shop, View view) {
        this.shop = shop;
        this.view = view;
    }

    public static void check(Shop shop, View view) {
        new Auditor(shop, view).check();
    }

    private void check() {
        referencesAreUnique();
        view.orders().values().forEach(order -> order.lines().forEach(line -> add(order, line)));
        view.shipments().values().forEach(this::add);
        levelsAddUp();
        shop.variants.keySet().forEach(sku -> assertEquals(waiting.getOrDefault(sku, 0L), view.backordered().getOrDefault(sku, 0L),
                () -> "R47 the backordered units of " + sku + " belong to orders"));
        shop.allocations.values().forEach(all -> all.keySet().forEach(id -> assertEquals(drawn.getOrDefault(id, 0L),
                view.drawn().getOrDefault(id, 0L), () -> "R46 what is drawn of an allocation is what orders drew of it " + id)));
    }

    private void referencesAreUnique() {
        Set<String> references = new HashSet<>();
        view.orders().values().forEach(order -> assertTrue(references.add(order.placement().channel() + " " + order.placement().reference()),
                () -> "R13 one order a reference: " + order));
    }

    private void levelsAddUp() {
        assertTrue(view.levels().keySet().containsAll(view.moved().keySet()), "R2 what moved has a level");
        view.levels().forEach((sku, levels) -> levels.forEach((location, level) -> {
            Level ofOrders = held.getOrDefault(sku + "@" + location, Level.ZERO);
            assertEquals(view.moved().getOrDefault(sku, Map.of()).getOrDefault(location, Level.ZERO), level,
                    () -> "R2 a level is the sum of its movements: " + sku + "@" + location);
            assertEquals(ofOrders.reserved(), level.reserved(), () -> "R2 reserved units belong to orders: " + sku + "@" + location);
            assertEquals(ofOrders.committed(), level.committed(), () -> "R2 committed units belong to orders: " + sku + "@" + location);
            assertEquals(incoming.getOrDefault(sku + "@" + location, 0L), level.incoming(),
                    () -> "R7 incoming units are on their way: " + sku + "@" + location);
        }));
        held.forEach((place, units) -> assertTrue(units.reserved() + units.committed() == 0
                || view.levels().getOrDefault(place.split("@")[0], Map.of()).containsKey(place.split("@")[1]), () -> "R2 held without a level: " + place));
    }

    private void add(Order order, OrderLine line) {
        assertTrue(line.returned() >= 0 && line.returned() <= line.fulfilled(), () -> "R21 never more back than shipped: " + line);
        for (Part part : line.parts()) {
            long all = part.backordered();
            boolean negative = part.backordered() < 0;
            for (Hold hold : part.holds()) {
                all += hold.reserved() + hold.committed() + hold.fulfilled();
                negative |= hold.reserved() < 0 || hold.committed() < 0 || hold.fulfilled() < 0;
                if (hold.location() != null) {
                    held.merge(part.sku() + "@" + hold.location(), new Level(0, hold.reserved(), hold.committed(), 0),
                            (a, b) -> new Level(0, a.reserved() + b.reserved(), a.committed() + b.committed(), 0));
                }
            }
            assertEquals(false, negative, () -> "no negative units: " + part);
            assertAddsUp(order, line, part, all);
            waiting.merge(part.sku(), part.counted() ? part.backordered() : 0, Long::sum);
        }
        line.draws().forEach(draw -> drawn.merge(draw.allocation(), draw.quantity(), Long::sum));
        assertTrue(line.draws().stream().mapToLong(Draw::quantity).allMatch(units -> units > 0), () -> "R46 a draw is of units: " + line);
        assertTrue(line.parts().stream().flatMap(p -> p.holds().stream()).allMatch(h -> (order.paid() ? h.reserved() : h.committed()) == 0),
                () -> "reserved is for the unpaid, committed for the paid: " + order);
        boolean over = switch (order.state()) {
            case EXPIRED, PAYMENT_FAILED, CANCELLED, SUPERSEDED -> true;
            default -> false;
        };
        line.draws().forEach(draw -> assertTrue(!over || draw.quantity() <= line.fulfilled() * unitsOf(line, draw.sku()),
                () -> "R46 what ends unsold is given back to its allocation: " + order));
    }

    private static long unitsOf(OrderLine line, String sku) {
        return line.parts().stream().filter(p -> p.sku().equals(sku)).mapToLong(Part::perUnit).findFirst().orElse(1);
    }

    /** R6: an order in force holds, shipped or waits for all that it sold; one that is over holds nothing. */
    private static void assertAddsUp(Order order, OrderLine line, Part part, long all) {
        long shipped = part.holds().stream().mapToLong(Hold::fulfilled).sum();
        switch (order.state()) {
            case PAID, PARTIALLY_FULFILLED -> assertEquals(line.quantity() * part.perUnit(), all, () -> "R6 adds up: " + order);
            case UNPAID -> assertEquals(order.placement().trigger() == Trigger.ON_ORDER
                    ? line.quantity() * part.perUnit() : 0, all, () -> "R6 R10 adds up: " + order);
            case SHORT -> assertTrue(all == 0 || line.quantity() * part.perUnit() == all, () -> "R17 all or nothing: " + order);
            case FULFILLED -> assertEquals(line.quantity() * part.perUnit(), shipped, () -> "R20 shipped whole: " + order);
            default -> assertEquals(shipped, all, () -> "R16 an ended order holds nothing: " + order);
        }
    }

    private void add(Shipment shipment) {
        for (Shipment.Line line : shipment.lines()) {
            assertTrue(line.received() >= 0 && line.missing() >= 0 && line.outstanding() >= 0, () -> "R7 never more than was sent: " + shipment);
            assertTrue(!shipment.closed() || line.outstanding() == 0, () -> "R7 a closed shipment brings nothing more: " + shipment);
            assertEquals(line.received(), shipment.receipts().stream().flatMap(r -> r.lines().stream())
                    .filter(l -> l.sku().equals(line.sku())).mapToLong(l -> l.quantity()).sum(), () -> "R7 receipts add up: " + shipment);
            incoming.merge(line.sku() + "@" + shipment.to(), line.outstanding(), Long::sum);
        }
    }
}
