package io.holdfast.stock.simulation;

import io.holdfast.stock.ledger.Level;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Shipment;
import java.util.Map;
import java.util.UUID;

/**
 * All that stock knows of one merchant at one moment; never changed once it is made.
 *
 * @param levels by SKU and location
 * @param moved the sums of all movements, by SKU and location
 * @param backordered by SKU
 * @param drawn of each allocation that has not ended and was ever drawn
 */
public record View(Map<String, Map<String, Level>> levels, Map<String, Map<String, Level>> moved, Map<String, Long> backordered,
        Map<UUID, Long> drawn, Map<UUID, Order> orders, Map<UUID, Shipment> shipments) {

    static final View EMPTY = new View(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    Level level(String sku, String location) {
        return levels.getOrDefault(sku, Map.of()).getOrDefault(location, Level.ZERO);
    }

    long onHand(String sku) {
        return levels.getOrDefault(sku, Map.of()).values().stream().mapToLong(Level::onHand).sum();
    }
}
