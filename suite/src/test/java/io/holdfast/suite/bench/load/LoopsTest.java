package io.holdfast.suite.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopsTest {

    private static final Duration TIME = Duration.ofMillis(400);
    private static final long MILLI = 1_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong now = new AtomicLong();
    /** Time passes by being looked at. */
    private final LongSupplier clock = () -> now.addAndGet(MILLI / 10);

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void aSenderThatStoodStillCountsForTheCallsThatItSentLate() {
        Sample sample = result(OpenLoop.run(vertx, 1_000, 1, TIME, "201", (client, number) -> {
            now.addAndGet(number == 0 ? 200 * MILLI : 0);
            return Future.succeededFuture("201");
        }, clock));
        assertEquals(400, sample.answered("201"), "as many as were due, late or not");
        assertTrue(sample.latency().max() >= 200, sample::toString);
        // A tenth of all calls was due in the first 40 ms, so all of those waited for 160 ms or longer.
        assertTrue(sample.latency().p90() >= 160, sample::toString);
    }

    @Test
    void aFixedRateIsKeptThoughNothingIsAnswered() {
        AtomicInteger sent = new AtomicInteger();
        Promise<String> answer = Promise.promise();
        Future<Sample> load = OpenLoop.run(vertx, 1_000, 1, TIME, "201", (client, number) -> {
            if (sent.incrementAndGet() == 400) {
                answer.complete("201");
            }
            return answer.future();
        }, clock);
        assertEquals(Map.of("201", 400L), result(load).answers());
    }

    @Test
    void clientsOfAClosedLoopWaitForTheirAnswers() {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Sample sample = result(ClosedLoop.run(vertx, 3, Duration.ofSeconds(60), 30, "201", (client, number) -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            return vertx.timer(1, TimeUnit.MILLISECONDS).map(done -> open.decrementAndGet() >= 0 ? "201" : "");
        }));
        assertEquals(Map.of("201", 30L), sample.answers());
        assertEquals(3, most.get());
    }

    @Test
    void onlySuccessesCountForTheRateAndForLatencies() {
        Sample sample = result(ClosedLoop.run(vertx, 2, Duration.ofSeconds(60), 9, "201", (client, number) ->
                number % 3 == 0 ? Future.succeededFuture("503") : number % 3 == 1 ? Future.succeededFuture("201")
                        : Future.failedFuture(new IllegalStateException()), clock));
        assertEquals(Map.of("201", 3L, "503", 3L, "failed (IllegalStateException)", 3L), sample.answers());
        assertEquals(3, sample.inTime());
        assertEquals(3 / sample.seconds(), sample.rate());
    }

    @Test
    void callsAnsweredAfterTheTimeAreNotOfTheRate() {
        Sample sample = result(ClosedLoop.run(vertx, 1, Duration.ofMillis(100), Long.MAX_VALUE, "201", (client, number) -> {
            now.addAndGet(60 * MILLI);
            return Future.succeededFuture("201");
        }, clock));
        assertEquals(Map.of("201", 2L), sample.answers());
        assertEquals(1, sample.inTime());
        assertEquals(0.1, sample.seconds(), 0.001);
    }

    @Test
    void aScheduleKnowsWhenEachCallIsDue() {
        Schedule schedule = new Schedule(2_000);
        assertEquals(0, schedule.dueBy(-1));
        assertEquals(1, schedule.dueBy(0));
        assertEquals(2_001, schedule.dueBy(1_000 * MILLI));
        for (long number = 0; number < 5; number++) {
            assertEquals(number * MILLI / 2, schedule.intended(number));
            assertEquals(number + 1, schedule.dueBy(schedule.intended(number)), "sent when it is due, and not before");
            assertEquals(number, schedule.dueBy(schedule.intended(number) - 1));
        }
    }

    private static Sample result(Future<Sample> load) {
        return load.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
