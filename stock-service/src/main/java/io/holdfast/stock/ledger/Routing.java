package io.holdfast.stock.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/** From which locations a line is taken. */
final class Routing {

    private Routing() {}

    /**
     * The first location that covers the whole line; else split over them in their order, if the channel allows it;
     * else the one that covers most of it. What no location covers is left to be backordered.
     *
     * @param within units that may be taken, by location in the channel's order
     * @return units by location; together at most the quantity
     */
    static Map<String, Long> plan(long quantity, Map<String, Long> within, boolean split) {
        for (Map.Entry<String, Long> location : within.entrySet()) {
            if (location.getValue() >= quantity) {
                return Map.of(location.getKey(), quantity);
            }
        }
        return split ? spread(quantity, within) : fullest(within);
    }

    private static Map<String, Long> spread(long quantity, Map<String, Long> within) {
        Map<String, Long> plan = new LinkedHashMap<>();
        long left = quantity;
        for (Map.Entry<String, Long> location : within.entrySet()) {
            long units = Math.min(left, location.getValue());
            if (units > 0) {
                plan.put(location.getKey(), units);
                left -= units;
            }
        }
        return plan;
    }

    private static Map<String, Long> fullest(Map<String, Long> within) {
        return within.entrySet().stream().filter(l -> l.getValue() > 0)
                .reduce((best, next) -> next.getValue() > best.getValue() ? next : best)
                .map(l -> Map.of(l.getKey(), l.getValue())).orElse(Map.of());
    }
}
