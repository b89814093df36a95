package io.holdfast.suite.bench;

import java.util.EnumSet;
import java.util.Set;

/**
 * What is measured, and for how long.
 *
 * @param brief a look instead of a measurement
 * @param recorded whether every process keeps a flight recording
 */
public record BenchOptions(Set<Measure> measures, boolean brief, boolean recorded) {

    public static final BenchOptions USUAL = new BenchOptions(Measure.USUAL, false, false);

    /** @param names of measures, separated by commas */
    public BenchOptions only(String names) {
        return new BenchOptions(Measure.parse(names), brief, recorded);
    }

    /** A look: fewer and shorter rounds. */
    public BenchOptions shortened() {
        return new BenchOptions(measures, true, recorded);
    }

    /** With the measure that takes long, too. */
    public BenchOptions withGrowth() {
        Set<Measure> more = EnumSet.copyOf(measures);
        more.add(Measure.GROWTH);
        return new BenchOptions(more, brief, recorded);
    }

    public BenchOptions withRecording() {
        return new BenchOptions(measures, brief, true);
    }

    boolean has(Measure measure) {
        return measures.contains(measure);
    }

    int rounds() {
        return brief ? 2 : 3;
    }

    /** Of the weightiest. */
    double roundSeconds() {
        return brief ? 2 : 4;
    }

    /** At most. */
    int warmUpSlices() {
        return brief ? 4 : 60;
    }
}
