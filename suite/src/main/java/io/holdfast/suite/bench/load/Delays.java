package io.holdfast.suite.bench.load;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * How long a channel waits to be told of an order: from its answer to the first event that counts it. Orders are of one unit
 * each, so once so many of a SKU are answered, no more than so many fewer are left to sell, and whichever event says that, or
 * less, counts them all. An event that came before the answer waited for nobody.
 */
final class Delays {

    static final String TOLD = "told";
    static final String NEVER = "never told";

    private final long units;
    private final Tally tally = new Tally(TOLD);
    private final Map<String, Sku> skus = new HashMap<>();

    /** @param units of each SKU before the first order */
    Delays(long units) {
        this.units = units;
    }

    private record Answered(long left, long at) {}

    private static final class Sku {
        private final Queue<Answered> waiting = new ArrayDeque<>();
        private long answered;
        private long told = Long.MAX_VALUE;
    }

    /** An order of one unit was accepted. */
    synchronized void answered(String sku, long nanos) {
        Sku known = skus.computeIfAbsent(sku, s -> new Sku());
        known.answered++;
        long left = units - known.answered;
        if (known.told <= left) {
            tally.add(TOLD, 0, true);
        } else {
            known.waiting.add(new Answered(left, nanos));
        }
    }

    /** The channel was told that it may sell so many. */
    synchronized void told(String sku, long sellable, long nanos) {
        Sku known = skus.computeIfAbsent(sku, s -> new Sku());
        known.told = Math.min(known.told, sellable);
        while (!known.waiting.isEmpty() && known.waiting.peek().left() >= sellable) {
            tally.add(TOLD, nanos - known.waiting.remove().at(), true);
        }
    }

    /** Whether every order that was answered has been told. */
    synchronized boolean isComplete() {
        return skus.values().stream().allMatch(sku -> sku.waiting.isEmpty());
    }

    synchronized Sample sample(double seconds) {
        skus.values().forEach(sku -> sku.waiting.forEach(order -> tally.add(NEVER, 0, false)));
        return tally.sample(seconds);
    }
}
