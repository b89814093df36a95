package io.holdfast.allocation.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long a delivery that failed waits for its next attempt: ever longer, for a good day. */
final class Backoff {

    private static final List<Duration> WAITS = List.of(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(5),
            Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(5), Duration.ofHours(8), Duration.ofHours(9));

    private Backoff() {}

    /**
     * Empty after the last attempt.
     *
     * @param failed attempts so far, at least 1
     */
    static Optional<Duration> after(int failed) {
        return failed <= WAITS.size() ? Optional.of(WAITS.get(failed - 1)) : Optional.empty();
    }
}
