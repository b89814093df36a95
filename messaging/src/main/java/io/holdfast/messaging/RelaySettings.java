package io.holdfast.messaging;

import java.time.Duration;

/**
 * How a relay goes about it.
 *
 * @param lease how long a partition stays with a relay that has gone silent
 * @param renewal how often a relay renews its leases; well below {@code lease}
 * @param batch rows published before the broker's word on all of them is awaited
 * @param pace how long a relay lets events gather after it has sent some; a lone event never waits for it
 * @param idle how long a relay without work waits before it looks again, if nothing wakes it
 * @param confirm how long the broker may take to confirm a batch
 * @param attempts after so many refusals of a row by the broker it is parked; the broker being away counts for nothing
 * @param firstBackoff the wait after the first refusal, doubled with each further one
 * @param longestBackoff the longest such wait
 */
record RelaySettings(Duration lease, Duration renewal, int batch, Duration pace, Duration idle, Duration confirm,
        int attempts, Duration firstBackoff, Duration longestBackoff) {

    static final RelaySettings DEFAULT = new RelaySettings(Duration.ofSeconds(10), Duration.ofSeconds(3), 512,
            Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofSeconds(30), 10, Duration.ofSeconds(1), Duration.ofMinutes(1));
}
