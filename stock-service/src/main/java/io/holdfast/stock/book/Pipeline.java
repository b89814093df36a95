package io.holdfast.stock.book;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Statements sent on one connection without waiting in between: one round trip for all of them, run in their order. */
final class Pipeline {

    private final SqlConnection connection;
    private final List<Uni<RowSet<Row>>> statements = new ArrayList<>();

    Pipeline(SqlConnection connection) {
        this.connection = connection;
    }

    Pipeline add(String sql) {
        statements.add(connection.query(sql).execute());
        return this;
    }

    Pipeline add(String sql, Tuple parameters) {
        statements.add(connection.preparedQuery(sql).execute(parameters));
        return this;
    }

    Pipeline add(Uni<RowSet<Row>> statement) {
        statements.add(statement);
        return this;
    }

    /** The answers in the order of the statements. If one fails the database skips the rest, and this fails with the first failure. */
    Uni<List<RowSet<Row>>> send() {
        List<Throwable> failures = new ArrayList<>();
        List<Uni<RowSet<Row>>> watched = statements.stream()
                .map(s -> s.onFailure().invoke(failures::add)).toList();
        return Uni.join().all(watched).andCollectFailures()
                .onFailure().transform(all -> failures.isEmpty() ? all : failures.get(0));
    }
}
