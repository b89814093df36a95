package io.holdfast.stock.book;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.holdfast.stock.ledger.ItemKey;
import java.time.Duration;
import java.util.Set;

/**
 * Items that somebody else changed lately while a batch of ours was being decided. Whoever reads them next takes their lock first: to
 * wait for it costs less than to decide in vain, as long as others sell the same.
 */
final class ContestedItems {

    private static final Duration LATELY = Duration.ofSeconds(2);
    private static final int ITEMS = 100_000;

    private final Cache<ItemKey, Boolean> items = Caffeine.newBuilder().maximumSize(ITEMS).expireAfterWrite(LATELY).build();

    void add(Set<ItemKey> lost) {
        lost.forEach(item -> items.put(item, true));
    }

    boolean hasAny(Set<ItemKey> asked) {
        return asked.stream().anyMatch(item -> items.getIfPresent(item) != null);
    }
}
