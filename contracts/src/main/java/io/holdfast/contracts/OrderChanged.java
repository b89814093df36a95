package io.holdfast.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An order that is short, or was so before the change, as stock sees it; subject: its id. Nobody is told of others.
 *
 * @param state one of the states of the API, e.g. {@code "PAID"} or {@code "SHORT"}
 */
public record OrderChanged(UUID id, String channel, String reference, String state, List<Line> lines,
        Instant createdAt, Instant changedAt) {

    /** What lacks these is no order: its receiver parks it. */
    public OrderChanged {
        Objects.requireNonNull(id, "An order has an id");
        Objects.requireNonNull(channel, "An order has a channel");
        Objects.requireNonNull(state, "An order has a state");
        Objects.requireNonNull(lines, "An order has lines");
    }

    /** One line; units. */
    public record Line(String sku, long quantity, long reserved, long committed, long fulfilled, long backordered) {}
}
