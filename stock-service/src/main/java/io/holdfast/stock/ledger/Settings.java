package io.holdfast.stock.ledger;

import java.util.Map;

/**
 * What a merchant chose.
 *
 * @param override null: none
 * @param paymentMethods life of an unpaid reservation by payment method in lower case, where it differs
 */
public record Settings(Trigger trigger, Life unpaidLife, OnShortage onShortage, Trigger.Override override,
        Map<String, Life> paymentMethods) {

    /** What becomes of a paid order whose units are gone. */
    public enum OnShortage {
        /** It takes what it may, the rest is backordered and covered by what arrives. */
        BACKORDER,
        /** It takes nothing and waits for its cancellation. */
        REFUND
    }
}
