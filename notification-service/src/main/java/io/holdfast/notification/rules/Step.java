package io.holdfast.notification.rules;

import java.time.Instant;
import java.util.Map;

/** One step in the story of a variant, as one event told it. */
public sealed interface Step {

    /** Grows from step to step; the order of steps, whatever order they came in. */
    long version();

    Instant time();

    /** The same step as one location sees it: what it says of that location is all it says. */
    Step at(String location);

    /**
     * What the catalogue said.
     *
     * @param threshold units; null: never low
     * @param watched counted by quantity and not archived; of others there is nothing to alert
     * @param thresholds of single locations, by code
     */
    record Variant(long version, Instant time, Long threshold, boolean watched, Map<String, Long> thresholds) implements Step {

        @Override
        public Variant at(String location) {
            return new Variant(version, time, thresholds.get(location), watched, Map.of());
        }
    }

    /**
     * What stock said.
     *
     * @param counted whether it was ever counted
     * @param available units over all locations
     * @param availableAt units at each location where it was ever counted, by code
     */
    record Level(long version, Instant time, boolean counted, long available, Map<String, Long> availableAt) implements Step {

        @Override
        public Level at(String location) {
            Long units = availableAt.get(location);
            return new Level(version, time, units != null, units == null ? 0 : units, Map.of());
        }
    }
}
