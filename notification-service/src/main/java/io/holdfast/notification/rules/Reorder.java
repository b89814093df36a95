package io.holdfast.notification.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is missing to the par of one location.
 *
 * @param units at least 1
 */
public record Reorder(String location, long units) {

    /**
     * What to reorder, in the order of locations: what should be there, less what is there or on its way. Where units are owed,
     * they are to be reordered too.
     *
     * @param pars units that should be there, by location
     */
    public static List<Reorder> advice(Map<String, Long> pars, Map<String, Long> available, Map<String, Long> incoming) {
        List<Reorder> advice = new ArrayList<>();
        new TreeMap<>(pars).forEach((location, par) -> {
            long missing = par - available.getOrDefault(location, 0L) - incoming.getOrDefault(location, 0L);
            if (missing > 0) {
                advice.add(new Reorder(location, missing));
            }
        });
        return advice;
    }
}
