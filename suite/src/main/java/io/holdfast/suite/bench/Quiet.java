package io.holdfast.suite.bench;

import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.launch.Waiting;
import java.time.Duration;
import java.util.Map;

/** Waits until the suite has told everybody what the last round did, so that the next is not measured on top of it. */
final class Quiet {

    private static final double IDLE_CORES = 0.3;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final double LONGEST_SECONDS = 40;
    private static final String LEFT = "select count(*) from (select 1 from outbox where parked_at is null limit 1) as waiting";

    private final Suite suite;
    private final Database stock;
    private final CpuUse cpu;

    Quiet(Suite suite) {
        this.suite = suite;
        this.stock = new Database(suite.database("stock"));
        this.cpu = new CpuUse(suite::processes);
    }

    /** Seconds that it took; at most so many that a measurement ends some day. */
    double await() {
        long began = System.nanoTime();
        double waited = 0;
        boolean quiet = false;
        while (!quiet && waited < LONGEST_SECONDS) {
            Map<String, Double> before = cpu.seconds();
            long from = System.nanoTime();
            Waiting.pause(LOOK, suite.failure());
            double cores = CpuUse.cores(before, cpu.seconds(), (System.nanoTime() - from) / 1e9).values().stream().mapToDouble(c -> c).sum();
            waited = (System.nanoTime() - began) / 1e9;
            quiet = cores < IDLE_CORES && stock.number(LEFT) == 0;
        }
        return waited;
    }
}
