package io.holdfast.stock.book;

import io.holdfast.contracts.Envelope;
import io.holdfast.messaging.Outbox;
import io.holdfast.service.tracing.Tracing;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Telling;
import io.holdfast.stock.trace.BatchTrace;
import io.holdfast.stock.trace.CommandTraces;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decides a batch of commands: read, decide, write, all of it or nothing. Plain sales are read without locks, and their writing
 * fails where somebody was faster; everything else, and whatever others sell at the same time, is read under locks.
 */
@ApplicationScoped
public class BookStore {

    /**
     * Settings of the connections that batches are decided on: every statement finds its rows by an index, however few rows the
     * table had when it was planned; and it is planned once, for all sizes of batches.
     */
    public static final Map<String, String> PLANNING = Map.of("plan_cache_mode", "force_generic_plan", "enable_seqscan", "off",
            "enable_hashjoin", "off", "enable_mergejoin", "off", "jit", "off");

    /** Of a larger batch, so many commands are on their way into the database while the next are decided. */
    private static final int WRITTEN_TOGETHER = 200;
    private static final String SERIALIZATION_FAILURE = "40001";

    private final Pool pool;
    private final Outbox outbox;
    private final BookEvents events;
    private final CommandTraces traces;
    private final KnownItems composed = new KnownItems();
    private final ContestedItems contested = new ContestedItems();
    private final OptimisticBook optimistic;
    private final LockedBook locks;

    @Inject
    public BookStore(@ReactiveDataSource(BatchConnections.NAME) Pool pool, Outbox outbox, BookEvents events, CommandTraces traces) {
        this.pool = pool;
        this.outbox = outbox;
        this.events = events;
        this.traces = traces;
        KnownFacts facts = new KnownFacts();
        this.optimistic = new OptimisticBook(facts, composed);
        this.locks = new LockedBook(facts, composed);
    }

    /**
     * One that nobody traces, for tests and measurements.
     *
     * @param pool with {@link #PLANNING}
     */
    public BookStore(Pool pool, Outbox outbox, BookEvents events) {
        this(pool, outbox, events, new CommandTraces(Tracing.OFF));
    }

    /**
     * Outcomes in the order of the commands; all of them are durable once this succeeds, none is if it fails.
     * Asking again after a failure is safe: each command carries an id that is stored with its effect.
     */
    public Uni<List<Outcome>> decide(List<Command> asked) {
        return pool.withConnection(connection -> {
            BatchTrace trace = traces.begin(asked);
            return decide(connection, asked, trace).onTermination().invoke((outcomes, failure, cancelled) -> trace.end(failure));
        });
    }

    private Uni<List<Outcome>> decide(SqlConnection connection, List<Command> asked, BatchTrace trace) {
        Keys keys = new Keys(asked);
        Scout guess = Scout.guess(keys.commands());
        boolean isPlain = OptimisticBook.suits(guess, keys.commands()) && !composed.hasAny(guess.items()) && !contested.hasAny(guess.items());
        return isPlain ? withoutLocks(connection, asked, guess, keys, trace) : underLocks(connection, asked, trace);
    }

    private Uni<List<Outcome>> withoutLocks(SqlConnection connection, List<Command> asked, Scout guess, Keys keys, BatchTrace trace) {
        return optimistic.read(connection, guess, keys).flatMap(read -> read.isEmpty() ? underLocks(connection, asked, trace)
                : finish(connection, asked, read.get(), keys, trace).onFailure(BookStore::isOvertaken).recoverWithUni(overtaken -> {
                    contested.add(guess.items());
                    return underLocks(connection, asked, trace);
                }));
    }

    /** Whether an item was changed by another one between its reading and its writing. */
    private static boolean isOvertaken(Throwable failure) {
        return failure instanceof PgException database && SERIALIZATION_FAILURE.equals(database.getSqlState());
    }

    private Uni<List<Outcome>> underLocks(SqlConnection connection, List<Command> asked, BatchTrace trace) {
        Keys keys = new Keys(asked);
        // Deferred, so that whatever is thrown once the transaction has begun ends it.
        return Uni.createFrom().deferred(() -> locks.hold(connection, keys).flatMap(held -> finish(connection, asked, held, keys, trace)))
                .onFailure().call(() -> rollback(connection));
    }

    private Uni<List<Outcome>> finish(SqlConnection connection, List<Command> asked, VersionedBook read, Keys keys, BatchTrace trace) {
        if (read.mayRise()) {
            read.book().releaseOverdue();
        }
        List<Outcome> outcomes = new ArrayList<>(asked.size());
        Pipeline last = new Pipeline(connection);
        Writes writes = new Writes(last);
        BookWriter writer = new BookWriter(writes, read);
        for (Command command : asked) {
            outcomes.add(keys.decide(read.book(), command));
            if (read.locked() && outcomes.size() % WRITTEN_TOGETHER == 0) {
                writer.placed();
                writes.send();
            }
        }
        List<Telling.News> news = Telling.of(read.book());
        writer.rest(new Answers(keys.commands(), outcomes, read.book().adjusted()), news);
        keys.write(writes, read.book());
        if (read.locked() && outcomes.size() > WRITTEN_TOGETHER) {
            // What is told is put together while the database writes this.
            writes.send();
        }
        trace.decided(outcomes);
        tell(writes, events.of(read, news, trace));
        writes.send();
        if (read.locked()) {
            last.add("commit");
        }
        return last.answers().invoke(outbox::wake).replaceWith(outcomes);
    }

    private void tell(Writes writes, List<Envelope> told) {
        if (!told.isEmpty()) {
            writes.add(Outbox.APPEND, outbox.rows(told));
        }
    }

    /** Best effort: a connection that can't even roll back is closed, and the pool drops what is dead. */
    private static Uni<Void> rollback(SqlConnection connection) {
        return connection.query("rollback").execute().replaceWithVoid()
                .onFailure().recoverWithUni(() -> connection.close());
    }
}
