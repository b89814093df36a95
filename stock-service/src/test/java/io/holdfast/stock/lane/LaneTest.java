package io.holdfast.stock.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.ExpireOrder;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Refusal;
import io.holdfast.stock.ledger.Retell;
import io.holdfast.stock.metrics.CommandMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final Outcome REFUSED = Outcome.refused(new Refusal.NotOverTheCounter("x"));

    private final List<List<Command>> batches = new ArrayList<>();
    private final List<UniEmitter<? super List<Result>>> deciding = new ArrayList<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final CommandMetrics metrics = new CommandMetrics(meters);
    private final Lane lane = new Lane(this::decide, Runnable::run, metrics);

    private Uni<List<Result>> decide(List<Command> batch) {
        batches.add(batch);
        return Uni.createFrom().emitter(deciding::add);
    }

    private void finish(int batch) {
        deciding.get(batch).complete(batches.get(batch).stream().map(c -> new Result(REFUSED, null)).toList());
    }

    @Test
    void alone_a_command_goes_at_once_and_what_comes_meanwhile_is_one_batch() {
        lane.submit(command());
        for (int i = 0; i < 10; i++) {
            lane.submit(command());
        }
        finish(0);
        assertEquals(List.of(1, 10), batches.stream().map(List::size).toList());
    }

    @Test
    void a_batch_has_a_limit_and_the_rest_follows() {
        lane.submit(small());
        for (int i = 0; i < Limits.COMMANDS_PER_BATCH + 3; i++) {
            lane.submit(small());
        }
        finish(0);
        finish(1);
        assertEquals(List.of(1, Limits.COMMANDS_PER_BATCH, 3), batches.stream().map(List::size).toList());
    }

    @Test
    void fewer_events_of_orders_fit_into_a_batch_for_an_order_may_have_many_lines() {
        lane.submit(command());
        int fit = Limits.LINES_PER_BATCH / command().size();
        assertTrue(fit < Limits.COMMANDS_PER_BATCH / 4, "of a size that is not of one line");
        for (int i = 0; i < fit + 3; i++) {
            lane.submit(command());
        }
        finish(0);
        finish(1);
        assertEquals(List.of(1, fit, 3), batches.stream().map(List::size).toList());
    }

    @Test
    void each_caller_gets_the_answer_to_its_own_command() throws Exception {
        lane.submit(command());
        CompletableFuture<Outcome> good = lane.submit(command());
        CompletableFuture<Outcome> bad = lane.submit(command());
        finish(0);
        deciding.get(1).complete(List.of(new Result(REFUSED, null), new Result(null, new IllegalStateException("bad"))));
        assertEquals(REFUSED, good.get());
        assertTrue(bad.isCompletedExceptionally());
    }

    @Test
    void beyond_what_may_wait_the_answer_is_503_with_retry_after() {
        lane.submit(command());
        IntStream.range(0, Limits.WAITING_PER_LANE).forEach(i -> lane.submit(command()));
        CompletableFuture<Outcome> tooMany = lane.submit(command());
        ExecutionException failure = org.junit.jupiter.api.Assertions.assertThrows(ExecutionException.class, tooMany::get);
        Problem problem = assertInstanceOf(Problem.class, failure.getCause());
        assertEquals(503, problem.status());
        assertEquals(1, problem.retryAfterSeconds());
    }

    @Test
    void a_failed_batch_does_not_stop_the_lane() throws Exception {
        CompletableFuture<Outcome> failed = lane.submit(command());
        CompletableFuture<Outcome> next = lane.submit(command());
        deciding.get(0).fail(new IllegalStateException("database away"));
        finish(1);
        assertTrue(failed.isCompletedExceptionally());
        assertEquals(REFUSED, next.get());
    }

    @Test
    void a_decider_that_throws_does_not_stop_the_lane() {
        Lane thrown = new Lane(batch -> {
            throw new IllegalStateException("thrown");
        }, Runnable::run, metrics);
        assertTrue(thrown.submit(command()).isCompletedExceptionally());
        assertTrue(thrown.submit(command()).isCompletedExceptionally());
    }

    @Test
    void operators_see_what_became_of_commands_how_large_batches_are_and_who_was_turned_away() {
        lane.submit(small());
        IntStream.range(0, Limits.WAITING_PER_LANE + 2).forEach(i -> lane.submit(small()));
        finish(0);
        finish(1);
        deciding.get(2).fail(new IllegalStateException("database away"));
        assertEquals(2, meters.get("holdfast.lane.turned.away").counter().count());
        assertEquals(1 + Limits.COMMANDS_PER_BATCH, meters.get("holdfast.commands")
                .tags("command", "retell", "outcome", "not-over-the-counter").counter().count());
        assertEquals(Limits.COMMANDS_PER_BATCH, meters.get("holdfast.commands")
                .tags("command", "retell", "outcome", "failed").counter().count());
        assertEquals(4, meters.get("holdfast.batch.commands").summary().count());
        assertEquals(4, meters.get("holdfast.lane.wait").timer().count());
    }

    private static Command small() {
        return new Retell("m", List.of("TEA"));
    }

    private static Command command() {
        return new ExpireOrder("m", UUID.randomUUID());
    }
}
