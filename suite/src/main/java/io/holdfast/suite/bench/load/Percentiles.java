package io.holdfast.suite.bench.load;

import org.HdrHistogram.AbstractHistogram;

/** How long calls took, in milliseconds: half of them no longer than {@code p50}, and so on. */
public record Percentiles(double p50, double p90, double p99, double p999, double max) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** @param histogram of nanoseconds */
    static Percentiles of(AbstractHistogram histogram) {
        return new Percentiles(at(histogram, 50), at(histogram, 90), at(histogram, 99), at(histogram, 99.9),
                histogram.getMaxValue() / NANOS_PER_MILLI);
    }

    private static double at(AbstractHistogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
}
