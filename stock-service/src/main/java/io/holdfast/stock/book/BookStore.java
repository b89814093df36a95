package io.holdfast.stock.book;

import io.holdfast.contracts.Envelope;
import io.holdfast.messaging.Outbox;
import io.holdfast.service.tracing.Tracing;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.ItemKey;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Telling;
import io.holdfast.stock.trace.BatchTrace;
import io.holdfast.stock.trace.CommandTraces;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides a batch of commands in one transaction: hold, decide, write and commit; before it holds, it scouts where it must. */
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

    private final Pool pool;
    private final Outbox outbox;
    private final BookEvents events;
    private final CommandTraces traces;
    private final KnownFacts facts = new KnownFacts();
    private final KnownItems composed = new KnownItems();

    @Inject
    public BookStore(@ReactiveDataSource(BatchConnections.NAME) Pool pool, Outbox outbox, BookEvents events, CommandTraces traces) {
        this.pool = pool;
        this.outbox = outbox;
        this.events = events;
        this.traces = traces;
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
        // Deferred, so that whatever is thrown once the transaction has begun ends it.
        return pool.withConnection(connection -> Uni.createFrom().deferred(() -> decide(connection, asked, new Keys(asked)))
                .onFailure().call(() -> rollback(connection)));
    }

    private Uni<List<Outcome>> decide(SqlConnection connection, List<Command> asked, Keys keys) {
        BatchTrace trace = traces.begin(asked);
        return hold(connection, keys.commands(), keys).flatMap(held -> finish(connection, asked, held, keys, trace))
                .onTermination().invoke((outcomes, failure, cancelled) -> trace.end(failure));
    }

    /**
     * Holds what the commands name and looks, under the locks, whether that was all of it, which it nearly always is. Where
     * there is more, locks are given back and taken again, so that they are always taken in key order.
     */
    private Uni<HeldBook> hold(SqlConnection connection, List<Command> commands, Keys keys) {
        Scout guess = Scout.guess(commands);
        if (!guess.isLikely() || composed.hasAny(guess.items())) {
            return scout(connection, begun(connection), commands, keys);
        }
        Holding guessed = Holding.guessed(guess, commands);
        Pipeline pipeline = begun(connection);
        keys.addTo(pipeline);
        return guessed.addTo(pipeline).answers().flatMap(rows -> {
            keys.read(rows);
            Set<ItemKey> found = Holding.composed(rows);
            composed.add(found);
            return found.isEmpty() && !Holding.isOverdue(rows) ? guessed.read(connection, rows, facts)
                    : scout(connection, begunAnew(connection), commands, keys);
        });
    }

    private static Pipeline begun(SqlConnection connection) {
        return new Pipeline(connection).add("begin");
    }

    private static Pipeline begunAnew(SqlConnection connection) {
        return new Pipeline(connection).add("rollback").add("begin");
    }

    private Uni<HeldBook> scout(SqlConnection connection, Pipeline pipeline, List<Command> commands, Keys keys) {
        pipeline.add(Scout.SQL, Scout.parameters(commands));
        keys.addTo(pipeline);
        return pipeline.answers().flatMap(rows -> {
            keys.read(rows);
            return hold(connection, new Pipeline(connection), new Holding(Scout.read(rows.of(Scout.SQL), commands), commands));
        });
    }

    private Uni<HeldBook> hold(SqlConnection connection, Pipeline pipeline, Holding holding) {
        return holding.addTo(pipeline).answers().flatMap(rows -> holding.read(connection, rows, facts))
                .flatMap(held -> rising(connection, holding, held));
    }

    /** An order that it names may have lapsed while it waited for the locks: then those who wait for the order's units are needed as well. */
    private Uni<HeldBook> rising(SqlConnection connection, Holding holding, HeldBook held) {
        return held.mayRise() || !held.book().hasOverdue() ? Uni.createFrom().item(held)
                : hold(connection, begunAnew(connection), holding.rising());
    }

    private Uni<List<Outcome>> finish(SqlConnection connection, List<Command> asked, HeldBook held, Keys keys, BatchTrace trace) {
        if (held.mayRise()) {
            held.book().releaseOverdue();
        }
        List<Outcome> outcomes = new ArrayList<>(asked.size());
        Pipeline last = new Pipeline(connection);
        Writes writes = new Writes(last);
        BookWriter writer = new BookWriter(writes, held);
        for (Command command : asked) {
            outcomes.add(keys.decide(held.book(), command));
            if (outcomes.size() % WRITTEN_TOGETHER == 0) {
                writer.placed();
                writes.send();
            }
        }
        List<Telling.News> news = Telling.of(held.book());
        writer.rest(new Answers(keys.commands(), outcomes, held.book().adjusted()), news);
        keys.write(writes, held.book());
        if (outcomes.size() > WRITTEN_TOGETHER) {
            // What is told is put together while the database writes this.
            writes.send();
        }
        trace.decided(outcomes);
        tell(writes, events.of(held, news, trace));
        writes.send();
        return last.add("commit").answers().invoke(outbox::wake).replaceWith(outcomes);
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
