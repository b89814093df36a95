package io.holdfast.suite.bench;

import io.holdfast.suite.UserError;
import io.holdfast.suite.bench.load.Sample;
import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Suite;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Very many reservations that fall due in one minute, while orders keep flowing: how late each is available again. */
final class Expiry {

    /** So many a minute. */
    private static final int DUE_A_MINUTE = 100_000;
    private static final double MINUTE = 60;
    private static final int LEAD_SECONDS = 10;
    private static final long LOOK_MS = 100;
    private static final double LATEST_SECONDS = 1;
    private static final double PATIENCE_SECONDS = 60;
    private static final String OLDEST_DUE = """
            select greatest(0, coalesce(extract(epoch from holdfast_now() - min(expires_at)), 0)) from orders
            where expires_at <= holdfast_now()""";
    private static final String UNTIL_LAST = "select extract(epoch from max(expires_at) - holdfast_now()) from bench.due";

    private final Suite suite;
    private final Ground ground;
    private final Database stock;
    private final Say say;

    Expiry(Suite suite, Ground ground, Say say) {
        this.suite = suite;
        this.ground = ground;
        this.stock = new Database(suite.database("stock"));
        this.say = say;
    }

    /**
     * @param share of the minute, and of the reservations
     * @param rate of the orders meanwhile
     */
    void measure(Report report, double share, double rate) {
        int due = (int) (DUE_A_MINUTE * share);
        stock.run(DueReservations.statements(ground.shop().merchant(), Ground.MANY, due, MINUTE * share, LEAD_SECONDS));
        double seconds = stock.number(UNTIL_LAST);
        say.line("  %,d reservations fall due within %.0f s; meanwhile %,.0f orders/s", due, MINUTE * share, rate);
        CompletableFuture<Sample> orders = CompletableFuture.supplyAsync(() ->
                ground.orders(Ground.MANY, "meanwhile-", Ground.CONNECTIONS, rate, Math.max(1, seconds)));
        long end = System.nanoTime() + (long) ((seconds + PATIENCE_SECONDS) * 1e9);
        double now = 0;
        double oldest = 0;
        while (System.nanoTime() < end && (!orders.isDone() || now > 0)) {
            now = stock.number(OLDEST_DUE);
            oldest = Math.max(oldest, now);
            pause();
        }
        tell(report, due, oldest, orders.join(), rate);
    }

    private void tell(Report report, int due, double oldest, Sample orders, double rate) {
        double released = stock.number(DueReservations.RELEASED);
        report.promise(String.format("expiry: %,d reservations were due, %,.0f were released, none early", due, released),
                released == due && stock.number(DueReservations.LATENESS.formatted("min(late)")) >= 0);
        report.figure("expiry, " + due + " due: decided after the deadline, p50", stock.number(DueReservations.quantile(0.5)), "s");
        report.figure("expiry: p99", stock.number(DueReservations.quantile(0.99)), "s");
        report.atMost("expiry: the last", stock.number(DueReservations.LATENESS.formatted("max(late)")), "s", LATEST_SECONDS);
        report.atMost("expiry: the oldest due one that others could still see held", oldest, "s", LATEST_SECONDS);
        report.figure("expiry: orders meanwhile, of " + Math.round(rate) + "/s", orders.rate(), "/s");
        report.figure("expiry: orders meanwhile, p99", orders.latency().p99(), "ms");
        say.line("  released %,.0f; orders meanwhile %s, p99 %.1f ms", released, orders.answers(), orders.latency().p99());
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
