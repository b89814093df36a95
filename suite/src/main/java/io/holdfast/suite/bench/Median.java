package io.holdfast.suite.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The middle of some values: one disturbed round doesn't move it. */
final class Median {

    private Median() {}

    static <T> double of(List<T> items, ToDoubleFunction<T> value) {
        return of(items.stream().mapToDouble(value));
    }

    /** NaN of nothing. */
    static double of(DoubleStream values) {
        double[] sorted = values.toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
