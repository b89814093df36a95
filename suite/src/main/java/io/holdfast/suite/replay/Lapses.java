package io.holdfast.suite.replay;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The orders that are left to lapse. Their units count as held until the whole file is placed; that holds as long as
 * the placing takes less than their minute. A run that is slower goes on, and counts the orders that it may concern.
 */
final class Lapses {

    /** Such an order lives this long. */
    static final String LIFE = "PT1M";
    private static final long LIFE_NANOS = 60_000_000_000L;

    private final List<Lapse> all = new CopyOnWriteArrayList<>();
    private final Map<String, Long> earliestEnd = new ConcurrentHashMap<>();

    /**
     * @param expiresAt as the service promised it
     */
    record Lapse(UUID order, Step.Sale sale, Instant expiresAt) {}

    void placed(Lapse lapse) {
        all.add(lapse);
        long end = System.nanoTime() + LIFE_NANOS;
        lapse.sale().skus().forEach(sku -> earliestEnd.putIfAbsent(sku, end));
    }

    /** Whether an order of these SKUs comes so late that it finds units which a quicker run would still hold. */
    boolean overtaken(Set<String> skus) {
        long now = System.nanoTime();
        return skus.stream().map(earliestEnd::get).anyMatch(end -> end != null && now - end >= 0);
    }

    List<Lapse> all() {
        return List.copyOf(all);
    }
}
