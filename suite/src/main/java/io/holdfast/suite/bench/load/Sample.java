package io.holdfast.suite.bench.load;

import java.util.Map;

/**
 * What one run of a load came to.
 *
 * @param seconds how long calls were sent
 * @param inTime calls that succeeded within that time; those still under way at its end are only in {@code answers}
 * @param answers all calls by how they were answered
 * @param latency of the calls that succeeded
 */
public record Sample(double seconds, long inTime, Map<String, Long> answers, Percentiles latency) {

    /** Successful calls a second. */
    public double rate() {
        return inTime / seconds;
    }

    public long answered(String how) {
        return answers.getOrDefault(how, 0L);
    }
}
