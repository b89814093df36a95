package io.holdfast.allocation.rules;

import java.time.Instant;

/** When something is in force: from its start until before its end. Null: from its creation, and without end. */
public record Window(Instant startsAt, Instant endsAt) {

    /** Where a window stands, seen from a moment. */
    public enum State { SCHEDULED, IN_FORCE, ENDED }

    public State at(Instant now) {
        if (endsAt != null && !endsAt.isAfter(now)) {
            return State.ENDED;
        }
        return startsAt == null || !startsAt.isAfter(now) ? State.IN_FORCE : State.SCHEDULED;
    }

    /** Whether there is a moment, now or later, at which both are in force. What is over can't meet anything any more. */
    public boolean meets(Window other, Instant now) {
        return common(other, now).at(now) != State.ENDED;
    }

    /** The time that both have in common, now and later; its state is {@code ENDED} where there is none. */
    Window common(Window other, Instant now) {
        Instant start = later(later(startsAt, other.startsAt), now);
        Instant end = earlier(endsAt, other.endsAt);
        return end != null && !end.isAfter(start) ? new Window(now, now) : new Window(start, end);
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }
}
