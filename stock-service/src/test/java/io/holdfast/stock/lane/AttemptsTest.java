package io.holdfast.stock.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.service.problem.Problem;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.ExpireOrder;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final Outcome OUTCOME = Outcome.refused(new Refusal.NotOverTheCounter("x"));
    private static final Command BAD = new ExpireOrder("bad", UUID.randomUUID());
    private static final Command GOOD = new ExpireOrder("m", UUID.randomUUID());

    private final List<Integer> tried = new ArrayList<>();

    @Test
    void one_bad_command_harms_no_other() {
        List<Result> results = decide(batch -> batch.contains(BAD) ? violation("23514") : null);
        assertEquals(OUTCOME, results.get(0).outcome());
        assertInstanceOf(PgException.class, results.get(1).failure());
        assertEquals(OUTCOME, results.get(2).outcome());
        assertEquals(List.of(3, 1, 1, 1), tried, "what the database refuses is not asked again");
    }

    @Test
    void a_deadlock_is_tried_again_and_then_one_by_one() {
        List<Result> results = decide(batch -> batch.size() > 1 ? violation("40P01") : null);
        results.forEach(result -> assertNull(result.failure()));
        assertEquals(List.of(3, 3, 3, 3, 1, 1, 1), tried);
    }

    @Test
    void a_database_that_stays_away_is_503_for_all_without_asking_for_each() {
        for (Throwable away : List.of(new VertxException("Connection is closed"), new java.net.ConnectException("refused"),
                violation("57P01"), Future.failedFuture("Timeout").cause())) {
            tried.clear();
            Problem problem = assertInstanceOf(Problem.class, failure(batch -> away));
            assertEquals(503, problem.status(), away.toString());
            assertEquals(List.of(3, 3, 3, 3), tried, away.toString());
        }
    }

    @Test
    void a_batch_that_takes_too_long_is_decided_in_halves() {
        List<Result> results = decide(batch -> batch.size() > 1 ? violation("57014") : null);
        results.forEach(result -> assertEquals(OUTCOME, result.outcome()));
        assertEquals(List.of(3, 1, 2, 1, 1), tried, "never the same again");
    }

    @Test
    void one_command_that_waits_too_long_for_a_lock_is_503_and_harms_no_other() {
        List<Result> results = decide(batch -> batch.contains(BAD) ? violation("55P03") : null);
        assertEquals(OUTCOME, results.get(0).outcome());
        assertEquals(503, assertInstanceOf(Problem.class, results.get(1).failure()).status());
        assertEquals(OUTCOME, results.get(2).outcome());
        assertEquals(List.of(3, 1, 2, 1, 1), tried);
    }

    @Test
    void what_stays_too_slow_however_small_is_given_up_before_each_was_asked_for() {
        List<Result> results = attempt(Collections.nCopies(1_000, GOOD), batch -> violation("57014")).await().atMost(Duration.ofSeconds(10));
        assertEquals(1_000, results.size());
        results.forEach(result -> assertEquals(503, assertInstanceOf(Problem.class, result.failure()).status()));
        assertTrue(tried.size() < 20, tried.toString());
    }

    @Test
    void a_database_that_goes_away_in_the_middle_takes_nothing_from_those_who_were_served() {
        List<Result> results = decide(batch -> batch.size() == 3 ? violation("57014") : batch.contains(BAD) ? violation("57P01") : null);
        assertEquals(OUTCOME, results.get(0).outcome());
        assertEquals(503, assertInstanceOf(Problem.class, results.get(1).failure()).status());
        assertEquals(503, assertInstanceOf(Problem.class, results.get(2).failure()).status());
    }

    private static PgException violation(String state) {
        return new PgException("no", "ERROR", state, null);
    }

    private Throwable failure(Function<List<Command>, Throwable> failing) {
        return attempt(failing).onItem().<Throwable>transform(r -> new AssertionError("succeeded: " + r)).onFailure().recoverWithItem(f -> f)
                .await().atMost(Duration.ofSeconds(10));
    }

    private List<Result> decide(Function<List<Command>, Throwable> failing) {
        return attempt(failing).await().atMost(Duration.ofSeconds(10));
    }

    private Uni<List<Result>> attempt(Function<List<Command>, Throwable> failing) {
        return attempt(List.of(GOOD, BAD, GOOD), failing);
    }

    private Uni<List<Result>> attempt(List<Command> commands, Function<List<Command>, Throwable> failing) {
        return new Attempts(batch -> Uni.createFrom().deferred(() -> {
            tried.add(batch.size());
            Throwable failure = failing.apply(batch);
            return failure != null ? Uni.createFrom().failure(failure)
                    : Uni.createFrom().item(batch.stream().map(command -> OUTCOME).toList());
        })).decide(commands);
    }
}
