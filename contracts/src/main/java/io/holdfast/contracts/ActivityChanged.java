package io.holdfast.contracts;

import java.time.Instant;
import java.util.Objects;

/**
 * What stock last heard from a channel, told once for all orders that were decided together; subject: the channel's code.
 *
 * @param channel the channel's code
 * @param orderedAt when its newest order was placed
 */
public record ActivityChanged(String channel, Instant orderedAt) {

    /** What lacks these says nothing: its receiver parks it. */
    public ActivityChanged {
        Objects.requireNonNull(channel, "An activity has a channel");
        Objects.requireNonNull(orderedAt, "An activity has a time");
    }
}
