package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.ItemKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Set;

/** The book of any batch, under locks that are taken in key order, in a transaction that is begun here. */
final class LockedBook {

    private final KnownFacts facts;
    private final KnownItems composed;

    LockedBook(KnownFacts facts, KnownItems composed) {
        this.facts = facts;
        this.composed = composed;
    }

    /**
     * Holds what the commands name and looks, under the locks, whether that was all of it, which it nearly always is. Where
     * there is more, locks are given back and taken again, so that they are always taken in key order.
     *
     * @param keys of the commands; they are read along
     */
    Uni<VersionedBook> hold(SqlConnection connection, Keys keys) {
        List<Command> commands = keys.commands();
        Scout guess = Scout.guess(commands);
        if (!guess.isLikely() || composed.hasAny(guess.items())) {
            return scout(connection, begun(connection), keys);
        }
        Holding guessed = new Holding(guess, commands);
        Pipeline pipeline = begun(connection);
        keys.addTo(pipeline);
        return guessed.addTo(pipeline).answers().flatMap(rows -> {
            keys.read(rows);
            Set<ItemKey> found = Holding.composed(rows);
            composed.add(found);
            return found.isEmpty() && !Holding.isOverdue(rows) ? guessed.read(connection, rows, facts)
                    : scout(connection, begunAnew(connection), keys);
        });
    }

    private static Pipeline begun(SqlConnection connection) {
        return new Pipeline(connection).add("begin");
    }

    private static Pipeline begunAnew(SqlConnection connection) {
        return new Pipeline(connection).add("rollback").add("begin");
    }

    private Uni<VersionedBook> scout(SqlConnection connection, Pipeline pipeline, Keys keys) {
        List<Command> commands = keys.commands();
        pipeline.add(Scout.SQL, Scout.parameters(commands));
        keys.addTo(pipeline);
        return pipeline.answers().flatMap(rows -> {
            keys.read(rows);
            return hold(connection, new Pipeline(connection), new Holding(Scout.read(rows.of(Scout.SQL), commands), commands));
        });
    }

    private Uni<VersionedBook> hold(SqlConnection connection, Pipeline pipeline, Holding holding) {
        return holding.addTo(pipeline).answers().flatMap(rows -> holding.read(connection, rows, facts))
                .flatMap(held -> rising(connection, holding, held));
    }

    /** An order that it names may have lapsed while it waited for the locks: then those who wait for the order's units are needed as well. */
    private Uni<VersionedBook> rising(SqlConnection connection, Holding holding, VersionedBook held) {
        return held.mayRise() || !held.book().hasOverdue() ? Uni.createFrom().item(held)
                : hold(connection, begunAnew(connection), holding.rising());
    }
}
