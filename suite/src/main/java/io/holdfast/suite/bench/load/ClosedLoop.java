package io.holdfast.suite.bench.load;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Each of so many clients sends its next call once its last was answered: how much goes through. */
public final class ClosedLoop {

    /** A client whose call failed waits a moment, so that a broken target is not hammered. */
    private static final long PAUSE_MS = 10;

    private final Vertx vertx;
    private final Call call;
    private final Tally tally;
    private final long atMost;
    private final LongSupplier clock;
    private final long began;
    private final long end;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicInteger active;
    private final Promise<Sample> done = Promise.promise();

    private ClosedLoop(Vertx vertx, int clients, Duration time, long atMost, String success, Call call, LongSupplier clock) {
        this.vertx = vertx;
        this.call = call;
        this.tally = new Tally(success);
        this.atMost = atMost;
        this.clock = clock;
        this.began = clock.getAsLong();
        this.end = began + time.toNanos();
        this.active = new AtomicInteger(clients);
    }

    /**
     * @param atMost calls, if they are fewer than fit into the time
     * @param success the answer that counts as done
     * @return once every call has been answered
     */
    public static Future<Sample> run(Vertx vertx, int clients, Duration time, long atMost, String success, Call call) {
        return run(vertx, clients, time, atMost, success, call, System::nanoTime);
    }

    static Future<Sample> run(Vertx vertx, int clients, Duration time, long atMost, String success, Call call, LongSupplier clock) {
        ClosedLoop loop = new ClosedLoop(vertx, clients, time, atMost, success, call, clock);
        for (int client = 0; client < clients; client++) {
            loop.next(client);
        }
        return loop.done.future();
    }

    private void next(int client) {
        long now = clock.getAsLong();
        long number = now < end ? sent.getAndIncrement() : atMost;
        if (number < atMost) {
            call.send(client, number).onComplete(answer -> answered(client, now, answer));
        } else if (active.decrementAndGet() == 0) {
            done.complete(tally.sample((Math.min(clock.getAsLong(), end) - began) / 1e9));
        }
    }

    private void answered(int client, long sentAt, AsyncResult<String> result) {
        long now = clock.getAsLong();
        String answer = result.succeeded() ? result.result() : Failures.name(result.cause());
        tally.add(answer, now - sentAt, now < end);
        if (tally.isSuccess(answer)) {
            next(client);
        } else {
            vertx.setTimer(PAUSE_MS, timer -> next(client));
        }
    }
}
