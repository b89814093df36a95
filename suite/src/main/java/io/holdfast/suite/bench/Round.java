package io.holdfast.suite.bench;

import io.holdfast.suite.bench.load.Sample;
import java.util.Map;

/**
 * One round of one contender.
 *
 * @param cores that each process used on average, by name
 * @param quietAfter seconds until the events that it left behind were delivered
 */
record Round(Sample sample, Map<String, Double> cores, double quietAfter) {

    Round quietAfter(double seconds) {
        return new Round(sample, cores, seconds);
    }

    /** What a call took of the processors, of whichever process: it tells less of who else uses the machine than a rate does. */
    double microsPerCall() {
        return cores.values().stream().mapToDouble(c -> c).sum() / sample.rate() * 1e6;
    }
}
