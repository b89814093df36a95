package io.holdfast.stock.book;

import io.holdfast.contracts.Envelope;
import io.holdfast.messaging.Outbox;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Decides a batch of commands in one transaction: scout, hold, decide, write and commit. */
@ApplicationScoped
public class BookStore {

    private final Pool pool;
    private final Outbox outbox;
    private final BookEvents events;

    public BookStore(Pool pool, Outbox outbox, BookEvents events) {
        this.pool = pool;
        this.outbox = outbox;
        this.events = events;
    }

    /**
     * Outcomes in the order of the commands; all of them are durable once this succeeds, none is if it fails.
     * Asking again after a failure is safe: each command carries an id that is stored with its effect.
     */
    public Uni<List<Outcome>> decide(List<Command> commands) {
        return pool.withConnection(connection -> begin(connection, commands)
                .flatMap(scout -> HeldBook.hold(connection, scout, commands))
                .flatMap(held -> finish(connection, commands, held))
                .onFailure().call(() -> rollback(connection)));
    }

    private static Uni<Scout> begin(SqlConnection connection, List<Command> commands) {
        return new Pipeline(connection).add("begin").add(Scout.SQL, Scout.parameters(commands)).send()
                .map(rows -> Scout.read(rows.of(Scout.SQL), commands));
    }

    private Uni<List<Outcome>> finish(SqlConnection connection, List<Command> commands, HeldBook held) {
        if (held.mayRise()) {
            held.book().releaseOverdue();
        }
        List<Outcome> outcomes = new ArrayList<>(commands.size());
        commands.forEach(command -> outcomes.add(held.book().decide(command)));
        List<Envelope> told = events.of(held);
        Pipeline writes = new Pipeline(connection);
        BookWriter.write(writes, held, new Answers(commands, outcomes));
        writes.add(outbox.append(connection, told).replaceWith((RowSet<Row>) null));
        return writes.add("commit").send().replaceWith(outcomes);
    }

    /** Best effort: a connection that can't even roll back is dropped by the pool. */
    private static Uni<Void> rollback(SqlConnection connection) {
        return connection.query("rollback").execute().replaceWithVoid()
                .onFailure().recoverWithUni(() -> connection.close());
    }
}
