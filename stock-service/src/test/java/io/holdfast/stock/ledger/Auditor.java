package io.holdfast.stock.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Knows the rules and nothing of how they are kept: what must hold after whatever happened. */
final class Auditor {

    private Auditor() {}

    static void check(World world) {
        levelsAreTheSumOfTheirMovements(world);
        heldUnitsBelongToOrders(world);
        backorderedUnitsBelongToOrders(world);
        incomingUnitsAreOnTheirWay(world);
        openLinesAddUp(world);
        drawnUnitsBelongToOrders(world);
    }

    private static void levelsAreTheSumOfTheirMovements(World world) {
        Map<String, Level> sums = new HashMap<>();
        for (Movement m : world.movements) {
            String place = m.item().sku() + "@" + m.location();
            Level sum = sums.getOrDefault(place, Level.ZERO).plus(m.change());
            assertEquals(sum, m.after(), "a movement's values after it, at " + place);
            sums.put(place, sum);
        }
        world.levels.forEach((sku, byLocation) -> byLocation.forEach((location, level) ->
                assertEquals(sums.getOrDefault(sku + "@" + location, Level.ZERO), level, "R2 level of " + sku + " at " + location)));
    }

    private static void heldUnitsBelongToOrders(World world) {
        world.levels.forEach((sku, byLocation) -> byLocation.forEach((location, level) -> {
            assertEquals(level.reserved(), holds(world, sku, location).mapToLong(Hold::reserved).sum(), "reserved of " + sku);
            assertEquals(level.committed(), holds(world, sku, location).mapToLong(Hold::committed).sum(), "committed of " + sku);
        }));
    }

    private static void backorderedUnitsBelongToOrders(World world) {
        world.backordered.forEach((sku, units) -> assertEquals(units, parts(world, sku).filter(Part::counted)
                .mapToLong(Part::backordered).sum(), "backordered of " + sku));
    }

    private static void incomingUnitsAreOnTheirWay(World world) {
        world.levels.forEach((sku, byLocation) -> byLocation.forEach((location, level) -> assertEquals(level.incoming(),
                world.shipments.values().stream().filter(s -> s.to().equals(location)).flatMap(s -> s.lines().stream())
                        .filter(l -> l.sku().equals(sku)).mapToLong(Shipment.Line::outstanding).sum(), "R7 incoming of " + sku)));
    }

    private static Stream<Hold> holds(World world, String sku, String location) {
        return parts(world, sku).flatMap(part -> part.holds().stream()).filter(hold -> location.equals(hold.location()));
    }

    private static Stream<Part> parts(World world, String sku) {
        return world.orders.values().stream().flatMap(order -> order.lines().stream())
                .flatMap(line -> line.parts().stream()).filter(part -> part.sku().equals(sku));
    }

    private static void openLinesAddUp(World world) {
        for (Order order : world.orders.values()) {
            for (OrderLine line : order.lines()) {
                long open = line.reserved() + line.committed() + line.backordered();
                assertTrue(line.reserved() >= 0 && line.committed() >= 0 && line.backordered() >= 0, "no negative units: " + line);
                assertTrue(line.returned() <= line.fulfilled(), "R21 never more back than shipped: " + line);
                for (Part part : order.isOpen() ? line.parts() : List.<Part>of()) {
                    assertEquals(line.quantity() * part.perUnit(), part.open() + part.fulfilled() + part.backordered(),
                            "R6 an open part adds up: " + order.placement().reference() + " " + part);
                }
                if (order.isOpen()) {
                    assertEquals(line.quantity(), open + line.fulfilled(), "an open line adds up: " + order.placement().reference() + " " + line);
                } else {
                    assertEquals(0, open, "an ended order holds nothing: " + order.placement().reference() + " " + line);
                }
            }
        }
    }

    private static void drawnUnitsBelongToOrders(World world) {
        world.allocations.forEach((sku, byId) -> byId.values().forEach(allocation -> {
            long drawn = world.orders.values().stream().flatMap(o -> o.lines().stream()).flatMap(l -> l.draws().stream())
                    .filter(d -> d.allocation().equals(allocation.id())).mapToLong(Draw::quantity).sum();
            assertEquals(drawn, allocation.drawn(), "R46 drawn of the allocation of " + sku);
        }));
    }
}
