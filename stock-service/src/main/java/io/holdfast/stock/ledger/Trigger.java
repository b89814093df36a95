package io.holdfast.stock.ledger;

import java.time.Instant;

/** When stock goes down for an order. Written on the order when it is placed; it never changes for that order. */
public enum Trigger {
    /** Units are reserved when the order is placed, which is when the buyer reaches the payment page. */
    ON_ORDER,
    /** Placing only checks; the payment takes the units. */
    ON_PAYMENT;

    /** A merchant-wide trigger for a while, e.g. a peak: in force from {@code from} until before {@code until}. */
    public record Override(Trigger trigger, Instant from, Instant until) {
        boolean inForceAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    /** The override beats the channel, the channel beats the merchant. */
    static Trigger inForce(Settings settings, Channel channel, Instant now) {
        if (settings.override() != null && settings.override().inForceAt(now)) {
            return settings.override().trigger();
        }
        return channel.trigger() != null ? channel.trigger() : settings.trigger();
    }
}
