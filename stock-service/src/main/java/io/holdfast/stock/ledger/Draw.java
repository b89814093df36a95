package io.holdfast.stock.ledger;

import java.util.UUID;

/**
 * Units that an order line took out of an allocation, and would give back to it.
 *
 * @param sku whose allocation it is: the line's, or a component's of the bundle that the line sells
 */
public record Draw(String sku, UUID allocation, long quantity) {

    boolean isFromSamePotAs(Draw other) {
        return sku.equals(other.sku) && allocation.equals(other.allocation);
    }
}
