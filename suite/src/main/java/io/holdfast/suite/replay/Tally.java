package io.holdfast.suite.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happened in a replay, counted. */
public final class Tally {

    /** What is counted for each channel; orders, unless it says units. */
    public enum Count { ORDERS, ACCEPTED, REFUSED, PAID, SHIPPED, PAYMENT_FAILED, EXPIRED, CANCELLED, RETURNS, RETURNED_UNITS, SHORT, UNITS_SOLD }

    private final Map<SalesChannel, Map<Count, Long>> counts = new EnumMap<>(SalesChannel.class);
    private final Map<SalesChannel, SortedMap<String, Long>> refusals = new EnumMap<>(SalesChannel.class);
    private final Map<String, Long> shortSkus = new TreeMap<>();
    private final Map<String, String> outcomes = new TreeMap<>();
    private final List<String> unexpected = new ArrayList<>();
    private long takenBack;
    private long unmatchedLines;
    private long unmatchedUnits;

    synchronized void count(SalesChannel channel, Count what, long number) {
        counts.computeIfAbsent(channel, c -> new EnumMap<>(Count.class)).merge(what, number, Long::sum);
    }

    synchronized void refused(SalesChannel channel, String reason, List<String> skus) {
        count(channel, Count.REFUSED, 1);
        refusals.computeIfAbsent(channel, c -> new TreeMap<>()).merge(reason, 1L, Long::sum);
        skus.forEach(sku -> shortSkus.merge(sku, 1L, Long::sum));
    }

    /** How an invoice ended, in a word or two. */
    synchronized void ended(String invoice, String how) {
        outcomes.put(invoice, how);
    }

    synchronized void takenBack() {
        takenBack++;
    }

    synchronized void unmatched(long units) {
        unmatchedLines++;
        unmatchedUnits += units;
    }

    synchronized void unexpected(String answer) {
        unexpected.add(answer);
    }

    public synchronized long of(SalesChannel channel, Count what) {
        return counts.getOrDefault(channel, Map.of()).getOrDefault(what, 0L);
    }

    public synchronized long total(Count what) {
        return counts.values().stream().mapToLong(of -> of.getOrDefault(what, 0L)).sum();
    }

    /** Refusals by reason. */
    public synchronized Map<String, Long> refusals(SalesChannel channel) {
        return new TreeMap<>(refusals.getOrDefault(channel, Collections.emptySortedMap()));
    }

    /** How many orders each SKU stood in the way of. */
    public synchronized Map<String, Long> shortSkus() {
        return new TreeMap<>(shortSkus);
    }

    /** How each invoice ended, by its number. */
    public synchronized SortedMap<String, String> outcomes() {
        return new TreeMap<>(outcomes);
    }

    public synchronized List<String> unexpectedAnswers() {
        return List.copyOf(unexpected);
    }

    /** Invoices whose goods came back, all lines settled. */
    public synchronized long invoicesTakenBack() {
        return takenBack;
    }

    public synchronized long unmatchedLines() {
        return unmatchedLines;
    }

    public synchronized long unmatchedUnits() {
        return unmatchedUnits;
    }
}
