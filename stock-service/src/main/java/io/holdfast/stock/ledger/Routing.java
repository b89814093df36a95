package io.holdfast.stock.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** From which locations the parts of a line are taken. */
final class Routing {

    private Routing() {}

    /** So many units of one part; {@code within}: those that may be taken, by location in the channel's order. */
    record Need(long units, long perUnit, Map<String, Long> within) {

        private long at(String location) {
            return within.getOrDefault(location, 0L);
        }
    }

    /**
     * The first location that covers the whole line; else split over them in their order, if the channel allows it;
     * else the one that covers most of it. What no location covers is left to be backordered.
     *
     * @return for each need units by location; together at most what is needed
     */
    static List<Map<String, Long>> plan(List<Need> needs, boolean split) {
        String whole = first(needs, location -> needs.stream().allMatch(n -> n.at(location) >= n.units()) ? 1 : 0);
        if (whole == null && split) {
            return needs.stream().map(Routing::spread).toList();
        }
        String one = whole != null ? whole : fullest(needs);
        return needs.stream().map(need -> takeAt(one, need)).toList();
    }

    private static Map<String, Long> spread(Need need) {
        Map<String, Long> plan = new LinkedHashMap<>();
        long left = need.units();
        for (Map.Entry<String, Long> location : need.within().entrySet()) {
            long units = Math.min(left, location.getValue());
            if (units > 0) {
                plan.put(location.getKey(), units);
                left -= units;
            }
        }
        return plan;
    }

    private static Map<String, Long> takeAt(String location, Need need) {
        long units = location == null ? 0 : Math.min(need.units(), need.at(location));
        return units > 0 ? Map.of(location, units) : Map.of();
    }

    /** Where most whole lines' units are; where there are none, most of any part. */
    private static String fullest(List<Need> needs) {
        String complete = first(needs, location -> needs.stream().mapToLong(n -> n.at(location) / n.perUnit()).min().orElse(0));
        return complete != null ? complete : first(needs, location -> needs.stream().mapToLong(n -> n.at(location)).sum());
    }

    /** The first of the locations with most of something; null where none has any. */
    private static String first(List<Need> needs, ToLongFunction<String> units) {
        String best = null;
        for (String location : locations(needs)) {
            if (units.applyAsLong(location) > (best == null ? 0 : units.applyAsLong(best))) {
                best = location;
            }
        }
        return best;
    }

    /** The same for every part of a line: its channel's. */
    private static Iterable<String> locations(List<Need> needs) {
        return needs.isEmpty() ? List.of() : needs.get(0).within().keySet();
    }
}
