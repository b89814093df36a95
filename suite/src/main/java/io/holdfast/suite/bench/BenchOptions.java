package io.holdfast.suite.bench;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is measured, and for how long.
 *
 * @param beside the folder of another build to be compared with, as it was given
 * @param brief a look instead of a measurement
 * @param recorded whether every process keeps a flight recording
 */
public record BenchOptions(Set<Measure> measures, boolean brief, boolean recorded, Optional<String> beside) {

    public static final BenchOptions USUAL = new BenchOptions(Measure.USUAL, false, false, Optional.empty());

    /** @param names of measures, separated by commas */
    public BenchOptions only(String names) {
        return new BenchOptions(Measure.parse(names), brief, recorded, beside);
    }

    /** A look: fewer and shorter rounds. */
    public BenchOptions shortened() {
        return new BenchOptions(measures, true, recorded, beside);
    }

    /** With the measure that takes long, too. */
    public BenchOptions withGrowth() {
        Set<Measure> more = EnumSet.copyOf(measures);
        more.add(Measure.GROWTH);
        return new BenchOptions(more, brief, recorded, beside);
    }

    public BenchOptions withRecording() {
        return new BenchOptions(measures, brief, true, beside);
    }

    public BenchOptions withBeside(String folder) {
        return new BenchOptions(measures, brief, recorded, Optional.of(folder));
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

    /** How often each of two builds has its turn. */
    int turns() {
        return brief ? 4 : 16;
    }

    /** At most. */
    int warmUpSlices() {
        return brief ? 4 : 60;
    }
}
