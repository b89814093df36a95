package io.holdfast.stock.availability;

import io.holdfast.stock.ledger.Explanation;
import java.time.Instant;
import java.util.List;

/**
 * Why a channel may sell what it may sell.
 *
 * @param sellable units, the sum of the terms; null where nothing is counted and it can be sold
 */
public record ExplanationView(String channel, String sku, Long sellable, List<Explanation.Term> terms, long version, Instant asOf) {

    static ExplanationView of(String channel, String sku, Explanation explanation, long version, Instant asOf) {
        return new ExplanationView(channel, sku, explanation.isUnlimited() ? null : (Long) explanation.sellable(),
                explanation.terms(), version, asOf);
    }
}
