package io.holdfast.suite.bench.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** Counts answers and their latencies, from several threads. */
final class Tally {

    private static final long LONGEST_NANOS = 120_000_000_000L;
    private static final int DIGITS = 3;

    private final String success;
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final LongAdder inTime = new LongAdder();
    private final ConcurrentHistogram latencies = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);

    /** @param success the answer that counts as done */
    Tally(String success) {
        this.success = success;
    }

    /**
     * @param nanos how long it took, from when it was meant to be sent
     * @param timely whether it was answered while calls were still being sent
     */
    void add(String answer, long nanos, boolean timely) {
        answers.computeIfAbsent(answer, a -> new LongAdder()).increment();
        if (answer.equals(success)) {
            latencies.recordValue(Math.min(nanos, LONGEST_NANOS));
            if (timely) {
                inTime.increment();
            }
        }
    }

    boolean isSuccess(String answer) {
        return answer.equals(success);
    }

    Sample sample(double seconds) {
        Map<String, Long> counted = new TreeMap<>();
        answers.forEach((answer, count) -> counted.put(answer, count.sum()));
        return new Sample(seconds, inTime.sum(), counted, Percentiles.of(latencies));
    }
}
