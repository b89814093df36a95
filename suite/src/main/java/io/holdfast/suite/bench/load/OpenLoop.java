package io.holdfast.suite.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Calls at a fixed rate, whether or not those before were answered, as buyers come: how long they wait. A call's time
 * counts from when it was meant to be sent, so that a target that stands still is not measured by the few calls that it let through.
 */
public final class OpenLoop {

    private static final long TICK_MS = 1;

    private final Call call;
    private final Schedule schedule;
    private final Tally tally;
    private final int clients;
    private final LongSupplier clock;
    private final long began;
    private final long time;
    private final AtomicLong open = new AtomicLong(1);
    private final Promise<Sample> done = Promise.promise();
    private long sent;

    private OpenLoop(double rate, int clients, Duration time, String success, Call call, LongSupplier clock) {
        this.call = call;
        this.schedule = new Schedule(rate);
        this.tally = new Tally(success);
        this.clients = clients;
        this.clock = clock;
        this.began = clock.getAsLong();
        this.time = time.toNanos();
    }

    /**
     * @param rate calls a second
     * @param success the answer that counts as done
     * @return once every call has been answered
     */
    public static Future<Sample> run(Vertx vertx, double rate, int clients, Duration time, String success, Call call) {
        return run(vertx, rate, clients, time, success, call, System::nanoTime);
    }

    static Future<Sample> run(Vertx vertx, double rate, int clients, Duration time, String success, Call call, LongSupplier clock) {
        OpenLoop loop = new OpenLoop(rate, clients, time, success, call, clock);
        vertx.setPeriodic(TICK_MS, timer -> {
            if (!loop.tick()) {
                vertx.cancelTimer(timer);
                loop.close();
            }
        });
        return loop.done.future();
    }

    /** Sends what is due by now; false once the time is over. */
    private boolean tick() {
        long elapsed = clock.getAsLong() - began;
        long due = schedule.dueBy(Math.min(elapsed, time - 1));
        while (sent < due) {
            send(sent++);
        }
        return elapsed < time;
    }

    private void send(long number) {
        open.incrementAndGet();
        long intended = began + schedule.intended(number);
        call.send((int) (number % clients), number).onComplete(result -> {
            long now = clock.getAsLong();
            tally.add(result.succeeded() ? result.result() : Failures.name(result.cause()), now - intended, now - began < time);
            close();
        });
    }

    private void close() {
        if (open.decrementAndGet() == 0) {
            done.complete(tally.sample(time / 1e9));
        }
    }
}
