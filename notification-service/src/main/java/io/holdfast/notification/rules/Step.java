package io.holdfast.notification.rules;

import java.time.Instant;

/** One step in the story of a variant, as one event told it. */
public sealed interface Step {

    /** Grows from step to step; the order of steps, whatever order they came in. */
    long version();

    Instant time();

    /**
     * What the catalogue said.
     *
     * @param threshold units; null: never low
     * @param watched counted by quantity and not archived; of others there is nothing to alert
     */
    record Variant(long version, Instant time, Long threshold, boolean watched) implements Step {}

    /**
     * What stock said.
     *
     * @param counted whether it was ever counted
     * @param available units over all locations
     */
    record Level(long version, Instant time, boolean counted, long available) implements Step {}
}
