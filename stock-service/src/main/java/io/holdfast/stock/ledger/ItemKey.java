package io.holdfast.stock.ledger;

import java.util.Comparator;

/** One SKU of one merchant, ordered by both. Locks are taken in the database's own order of them. */
public record ItemKey(String merchant, String sku) implements Comparable<ItemKey> {

    private static final Comparator<ItemKey> ORDER = Comparator.comparing(ItemKey::merchant).thenComparing(ItemKey::sku);

    /** Another SKU of the same merchant. */
    ItemKey sibling(String other) {
        return new ItemKey(merchant, other);
    }

    @Override
    public int compareTo(ItemKey other) {
        return ORDER.compare(this, other);
    }
}
