package io.holdfast.allocation.drift;

import io.holdfast.allocation.sellable.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What was told and what is true, SKU by SKU. */
final class Comparison {

    private Comparison() {}

    /**
     * A channel's state of one SKU.
     *
     * @param newest what it is to be told
     * @param delivered what it was told; null: nothing
     */
    record Known(Value newest, Value delivered) {}

    /** Of the SKUs asked for, those of which something else was delivered than is true. */
    static List<Difference> differences(Collection<String> skus, Map<String, Known> known, Map<String, Value> now) {
        List<Difference> differences = new ArrayList<>();
        for (String sku : skus) {
            Known of = known.get(sku);
            Value delivered = of == null ? null : of.delivered();
            Value today = now.containsKey(sku) ? now.get(sku) : ended(of);
            if (today != null && !today.saysTheSameAs(delivered)) {
                differences.add(new Difference(sku, delivered, today));
            }
        }
        return differences;
    }

    /** What is true of a SKU that stock knows no more; null where nobody was told of it. */
    private static Value ended(Known of) {
        if (of == null) {
            return null;
        }
        Value newest = of.newest();
        return newest.status() == null ? new Value(newest.sku(), 0L, null, newest.version())
                : new Value(newest.sku(), 0L, "OUT_OF_STOCK", newest.version());
    }
}
