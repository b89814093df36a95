package io.holdfast.stock.lane;

import io.holdfast.service.problem.Problem;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Decides a batch in spite of what databases do: a deadlock, a lost race or a lost connection repeats it, and what still
 * fails is decided command by command, so that one bad command harms no other. Repeating is safe: every command carries
 * an id that is stored with its effect, so one that was applied before its answer was lost is found, not applied again.
 */
final class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);
    private static final int REPEATS = 3;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    /** Serialisation failure, deadlock, a unique value that another replica was first to store. */
    private static final Set<String> RACES = Set.of("40001", "40P01", "23505");

    /** A lock or a statement that took longer than we let it. */
    private static final Set<String> BUSY = Set.of("55P03", "57014");

    private final Function<List<Command>, Uni<List<Outcome>>> store;

    /** @param store decides a batch in one transaction: all of it, or none */
    Attempts(Function<List<Command>, Uni<List<Outcome>>> store) {
        this.store = store;
    }

    Uni<List<Result>> decide(List<Command> batch) {
        return store.apply(batch)
                .onFailure(Attempts::isWorthRepeating).retry().withBackOff(PAUSE, LONGEST_PAUSE).atMost(REPEATS)
                .map(outcomes -> outcomes.stream().map(o -> new Result(o, null)).toList())
                .onFailure().recoverWithUni(failure -> batch.size() == 1
                        ? Uni.createFrom().item(List.of(new Result(null, told(failure))))
                        : oneByOne(batch, failure));
    }

    private Uni<List<Result>> oneByOne(List<Command> batch, Throwable failure) {
        if (isDatabaseAway(failure)) {
            return Uni.createFrom().failure(told(failure));
        }
        LOG.warnf("A batch of %d commands failed and is decided one by one: %s", batch.size(), failure.getMessage());
        return Multi.createFrom().iterable(batch)
                .onItem().transformToUniAndConcatenate(command -> decide(List.of(command)).map(results -> results.get(0)))
                .collect().asList();
    }

    private static boolean isWorthRepeating(Throwable failure) {
        return isDatabaseAway(failure) || RACES.contains(sqlState(failure));
    }

    /** Anything that PostgreSQL did not answer with an error of its own, or answered while it was going down or coming up. */
    private static boolean isDatabaseAway(Throwable failure) {
        String state = sqlState(failure);
        return state.isEmpty() ? isOfTheConnection(failure) : BUSY.contains(state)
                || state.startsWith("57P") || state.startsWith("08") || state.startsWith("53");
    }

    /** What is neither exception nor error is how the pool says that no connection became free in time. */
    private static boolean isOfTheConnection(Throwable failure) {
        return failure instanceof IOException || failure instanceof VertxException
                || !(failure instanceof Exception || failure instanceof Error);
    }

    /** Looked at first: to the driver its every failure, also what PostgreSQL refuses, is a {@link VertxException}. */
    private static String sqlState(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof PgException)) {
            cause = cause.getCause();
        }
        return cause instanceof PgException database && database.getSqlState() != null ? database.getSqlState() : "";
    }

    private static Throwable told(Throwable failure) {
        if (isWorthRepeating(failure)) {
            LOG.warnf("The database could not decide: %s", failure.getMessage());
            return Problem.unavailable("The stock database is not answering.", 2);
        }
        return failure;
    }
}
