package io.holdfast.catalog.importing;

import io.holdfast.catalog.counted.StockCounts.Count;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the lines of a chunk say is on hand. Of several that speak of the same SKU and location, the last counts. */
final class CountsOfChunk {

    private final Set<String> locations;
    private final Map<String, Map<String, Long>> onHand;
    private final Map<List<String>, Entry> entries = new LinkedHashMap<>();

    /** A count and the line that made it. */
    record Entry(long line, String sku, String location, long units) {

        Count count() {
            return new Count(sku, location, units);
        }
    }

    /**
     * @param locations that there are
     * @param onHand units by SKU and location as they are
     */
    CountsOfChunk(Set<String> locations, Map<String, Map<String, Long>> onHand) {
        this.locations = locations;
        this.onHand = onHand;
    }

    boolean knows(String location) {
        return locations.contains(location);
    }

    /** Whether that many are on hand already; what was never counted is not 0. */
    boolean isAsItIs(Entry entry) {
        Long units = onHand.getOrDefault(entry.sku(), Map.of()).get(entry.location());
        return units != null && units == entry.units();
    }

    void note(Entry entry) {
        if (entry != null) {
            entries.put(List.of(entry.sku(), entry.location()), entry);
        }
    }

    /** Those that say something new. */
    List<Entry> toSet() {
        return entries.values().stream().filter(entry -> !isAsItIs(entry)).toList();
    }
}
