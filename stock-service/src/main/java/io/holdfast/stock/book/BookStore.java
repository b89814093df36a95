package io.holdfast.stock.book;

import io.holdfast.contracts.Envelope;
import io.holdfast.messaging.Outbox;
import io.holdfast.service.tracing.Tracing;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Telling;
import io.holdfast.stock.trace.BatchTrace;
import io.holdfast.stock.trace.CommandTraces;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Decides a batch of commands in one transaction: scout, hold, decide, write and commit. */
@ApplicationScoped
public class BookStore {

    /**
     * Every statement of a batch finds its rows by an index, however few rows the table had when it was planned; and it is
     * planned once, for all sizes of batches.
     */
    static final String BEGIN = """
            begin; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off;
            set local enable_hashjoin = off; set local enable_mergejoin = off; set local jit = off""";

    /** Of a larger batch, so many commands are on their way into the database while the next are decided. */
    private static final int WRITTEN_TOGETHER = 200;

    private final Pool pool;
    private final Outbox outbox;
    private final BookEvents events;
    private final CommandTraces traces;
    private final KnownFacts facts = new KnownFacts();

    @Inject
    public BookStore(Pool pool, Outbox outbox, BookEvents events, CommandTraces traces) {
        this.pool = pool;
        this.outbox = outbox;
        this.events = events;
        this.traces = traces;
    }

    /** One that nobody traces, for tests and measurements. */
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
     * Scouts, and in the same round trip holds what the commands name. That is nearly always all of it; where there is more,
     * locks are given back and taken again, so that they are always taken in key order.
     */
    private Uni<HeldBook> hold(SqlConnection connection, List<Command> commands, Keys keys) {
        Scout guess = Scout.guess(commands);
        Holding guessed = new Holding(guess, commands);
        Pipeline first = new Pipeline(connection).add(BEGIN).add(Scout.SQL, Scout.parameters(commands));
        keys.addTo(first);
        if (guess.isLikely()) {
            guessed.addTo(first);
        }
        return first.answers().flatMap(rows -> {
            keys.read(rows);
            Scout scout = Scout.read(rows.of(Scout.SQL), commands);
            return guess.isLikely() && guess.equals(scout) ? guessed.read(connection, rows, facts)
                    : holdAnew(connection, new Holding(scout, commands), guess.isLikely());
        });
    }

    private Uni<HeldBook> holdAnew(SqlConnection connection, Holding holding, boolean isLocked) {
        Pipeline pipeline = new Pipeline(connection);
        if (isLocked) {
            pipeline.add("rollback").add(BEGIN);
        }
        return holding.addTo(pipeline).answers().flatMap(rows -> holding.read(connection, rows, facts))
                .flatMap(held -> rising(connection, holding, held));
    }

    /** An order that it names may have lapsed while it waited for the locks: then those who wait for the order's units are needed as well. */
    private Uni<HeldBook> rising(SqlConnection connection, Holding holding, HeldBook held) {
        return held.mayRise() || !held.book().hasOverdue() ? Uni.createFrom().item(held) : holdAnew(connection, holding.rising(), true);
    }

    private Uni<List<Outcome>> finish(SqlConnection connection, List<Command> asked, HeldBook held, Keys keys, BatchTrace trace) {
        if (held.mayRise()) {
            held.book().releaseOverdue();
        }
        List<Outcome> outcomes = new ArrayList<>(asked.size());
        Pipeline writes = new Pipeline(connection);
        BookWriter writer = new BookWriter(writes, held);
        for (Command command : asked) {
            outcomes.add(keys.decide(held.book(), command));
            if (outcomes.size() % WRITTEN_TOGETHER == 0) {
                writer.placed();
            }
        }
        writer.placed();
        List<Telling.News> news = Telling.of(held.book());
        writer.rest(new Answers(keys.commands(), outcomes, held.book().adjusted()), news);
        keys.write(writes, held.book());
        trace.decided(outcomes);
        // Put together while the database writes the rest.
        List<Envelope> told = events.of(held, news, trace);
        writes.add(outbox.append(connection, told).replaceWith((RowSet<Row>) null));
        return writes.add("commit").answers().replaceWith(outcomes);
    }

    /** Best effort: a connection that can't even roll back is closed, and the pool drops what is dead. */
    private static Uni<Void> rollback(SqlConnection connection) {
        return connection.query("rollback").execute().replaceWithVoid()
                .onFailure().recoverWithUni(() -> connection.close());
    }
}
