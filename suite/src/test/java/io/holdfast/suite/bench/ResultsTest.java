package io.holdfast.suite.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.bench.load.Percentiles;
import io.holdfast.suite.bench.load.Sample;
import io.holdfast.suite.bench.load.Stock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private final Results results = new Results();

    @Test
    void aRatioIsTheMedianOfTheRoundsNotTheRatioOfTheMedians() {
        // The machine was ten times slower in the second round: for both.
        rounds("mine", 800, 80, 900);
        rounds("others", 100, 10, 100);
        assertEquals(OptionalDouble.of(8), results.ratio("mine", "others"));
        assertEquals(800, results.rate("mine"));
    }

    @Test
    void thereIsNoRatioToWhatWasNotRun() {
        rounds("mine", 800);
        assertTrue(results.ratio("mine", "others").isEmpty());
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertEquals(2.5, Median.of(DoubleStream.of(4, 1, 3, 2)));
        assertEquals(3, Median.of(DoubleStream.of(9, 1, 3)));
    }

    @Test
    void coresAreTheCpuTimeBetweenTwoReadingsByTheTimeBetween() {
        assertEquals(Map.of("stock", 0.5, "new", 0.0), CpuUse.cores(Map.of("stock", 10.0), Map.of("stock", 12.0, "new", 3.0), 4));
    }

    @Test
    void thisProcessUsesCpuAsFarAsTheSystemTells() {
        Map<String, Double> used = new CpuUse(() -> Map.of("self", ProcessHandle.current().pid(), "gone", Long.MAX_VALUE)).seconds();
        assertEquals(0, used.get("gone"));
        assertTrue(used.get("self") > 0 || !java.nio.file.Files.exists(java.nio.file.Path.of("/proc/self/stat")));
    }

    @Test
    void ordersGoRoundAllSkus() {
        Stock many = new Stock("S", 10_000);
        Set<String> sold = new HashSet<>(LongStream.range(0, 10_000).mapToObj(many::sku).toList());
        assertEquals(10_000, sold.size());
        assertEquals("ONE", new Stock("ONE", 1).sku(17));
    }

    private void rounds(String contender, double... rates) {
        for (double rate : rates) {
            Sample sample = new Sample(1, (long) rate, Map.of("201", (long) rate), new Percentiles(1, 1, 1, 1, 1));
            results.add(contender, new Round(sample, Map.of(), 0));
        }
    }
}
