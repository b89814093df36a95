package io.holdfast.allocation.readiness;

import io.smallrye.mutiny.Uni;

/** One thing that a channel which sells well has. Every bean of this type is asked. */
public interface Check {

    /** As answers name it, one of {@link Readiness#ORDER}. */
    String name();

    /** @param channel one that the merchant has */
    Uni<Outcome> of(String merchant, String channel);

    /**
     * What was found.
     *
     * @param count how much is missing; 0 exactly where nothing is
     * @param detail a sentence with the numbers, and what to do about them
     */
    record Outcome(long count, String detail) {

        boolean ok() {
            return count == 0;
        }
    }
}
