package io.holdfast.suite.torture.history;

import java.util.List;
import java.util.Map;

/**
 * What is there when the storm is over.
 *
 * @param levels by SKU, of all locations
 * @param movements in the order in which the ledger wrote them
 */
public record Truth(List<Order> orders, Map<String, Level> levels, List<Movement> movements) {

    /** An order with its lines by SKU. */
    public record Order(String id, String reference, String state, Map<String, Line> lines) {}

    /** Units of one SKU of an order. */
    public record Line(long quantity, long reserved, long committed) {}

    /** Units of one SKU. */
    public record Level(long onHand, long reserved, long committed) {}

    /**
     * A line of the ledger.
     *
     * @param change what it did to the three values
     * @param after the three values after it
     * @param order id of the order on whose behalf, or null
     */
    public record Movement(String sku, String kind, Level change, Level after, String order, String reason) {}
}
