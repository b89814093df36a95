package io.holdfast.stock.book;

import io.holdfast.stock.ledger.ItemKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Items of which something was true once, as this replica remembers; whether it still is costs or saves time only. */
final class KnownItems {

    private static final int ITEMS = 100_000;

    private final Set<ItemKey> items = ConcurrentHashMap.newKeySet();

    void add(Set<ItemKey> others) {
        if (items.size() >= ITEMS) {
            items.clear();
        }
        items.addAll(others);
    }

    boolean hasAny(Set<ItemKey> others) {
        return !items.isEmpty() && others.stream().anyMatch(items::contains);
    }
}
