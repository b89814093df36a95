package io.holdfast.suite.bench;

import io.holdfast.suite.UserError;
import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Suite;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until the suite has told everybody what the last round did, so that the next is not measured on top of it. */
final class Quiet {

    private static final double IDLE_CORES = 0.3;
    private static final long LOOK_MS = 500;
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
            pause();
            double cores = CpuUse.cores(before, cpu.seconds(), (System.nanoTime() - from) / 1e9).values().stream().mapToDouble(c -> c).sum();
            waited = (System.nanoTime() - began) / 1e9;
            quiet = cores < IDLE_CORES && stock.number(LEFT) == 0;
        }
        return waited;
    }

    private void pause() {
        try {
            throw new UserError(suite.failure().get(LOOK_MS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
