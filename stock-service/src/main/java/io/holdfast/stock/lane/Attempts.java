package io.holdfast.stock.lane;

import io.holdfast.service.problem.Problem;
import io.holdfast.stock.book.LostRace;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Decides a batch in spite of what databases do: a deadlock, a lost race or a lost connection repeats it, what takes too
 * long is halved, and what still fails is decided command by command, so that one bad command harms no other. Repeating is
 * safe: every command carries an id that is stored with its effect, so one that was applied before its answer was lost is
 * found, not applied again.
 */
final class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);
    private static final int REPEATS = 3;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    /** Serialisation failure, deadlock, a unique value that another replica was first to store. */
    private static final Set<String> RACES = Set.of("40001", "40P01", "23505");

    /** A lock or a statement that took longer than we let it: the same again would take as long. */
    private static final Set<String> BUSY = Set.of("55P03", "57014");

    /** Of one batch; then it is not its size. A single command that is stuck takes ten, and the others are still served. */
    private static final int TOO_LONG_AT_MOST = 16;

    private final Function<List<Command>, Uni<List<Outcome>>> store;

    /** @param store decides a batch in one transaction: all of it, or none */
    Attempts(Function<List<Command>, Uni<List<Outcome>>> store) {
        this.store = store;
    }

    Uni<List<Result>> decide(List<Command> batch) {
        return decide(batch, new AtomicInteger());
    }

    /** @param tooLong attempts at the batch or parts of it that took too long */
    private Uni<List<Result>> decide(List<Command> batch, AtomicInteger tooLong) {
        return store.apply(batch)
                .onFailure(failure -> isWorthRepeating(failure) && !isBusy(failure))
                .retry().withBackOff(PAUSE, LONGEST_PAUSE).atMost(REPEATS)
                .onFailure(Attempts::isBusy).invoke(tooLong::incrementAndGet)
                .map(outcomes -> outcomes.stream().map(o -> new Result(o, null)).toList())
                .onFailure().recoverWithUni(failure -> batch.size() == 1 ? Uni.createFrom().item(failed(batch, failure))
                        : smaller(batch, failure, tooLong));
    }

    private Uni<List<Result>> smaller(List<Command> batch, Throwable failure, AtomicInteger tooLong) {
        if (isBusy(failure)) {
            LOG.warnf("A batch of %d commands took too long and is halved: %s", batch.size(), failure.getMessage());
            int half = batch.size() / 2;
            return apart(List.of(batch.subList(0, half), batch.subList(half, batch.size())), failure, tooLong);
        }
        if (isDatabaseAway(failure)) {
            return Uni.createFrom().failure(told(failure));
        }
        LOG.warnf("A batch of %d commands failed and is decided one by one: %s", batch.size(), failure.getMessage());
        return apart(batch.stream().map(List::of).toList(), failure, tooLong);
    }

    /** Each part by itself; whatever becomes of the later ones, the earlier ones are answered. */
    private Uni<List<Result>> apart(List<List<Command>> parts, Throwable failure, AtomicInteger tooLong) {
        return Multi.createFrom().iterable(parts)
                .onItem().transformToUniAndConcatenate(part -> tooLong.get() >= TOO_LONG_AT_MOST ? Uni.createFrom().item(failed(part, failure))
                        : decide(part, tooLong).onFailure().recoverWithItem(away -> failed(part, away)))
                .onItem().<Result>disjoint().collect().asList();
    }

    private static List<Result> failed(List<Command> batch, Throwable failure) {
        return Collections.nCopies(batch.size(), new Result(null, told(failure)));
    }

    private static boolean isWorthRepeating(Throwable failure) {
        return failure instanceof LostRace || isDatabaseAway(failure) || RACES.contains(sqlState(failure));
    }

    /** Anything that PostgreSQL did not answer with an error of its own, or answered while it was going down or coming up. */
    private static boolean isDatabaseAway(Throwable failure) {
        String state = sqlState(failure);
        return state.isEmpty() ? isOfTheConnection(failure) : isBusy(failure)
                || state.startsWith("57P") || state.startsWith("08") || state.startsWith("53");
    }

    private static boolean isBusy(Throwable failure) {
        return BUSY.contains(sqlState(failure));
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
