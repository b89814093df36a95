package io.holdfast.stock.book;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Statements sent on one connection without waiting in between: one round trip for all of them, run in their order. */
final class Pipeline {

    private final SqlConnection connection;
    private final List<Uni<RowSet<Row>>> statements = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();

    Pipeline(SqlConnection connection) {
        this.connection = connection;
    }

    /** What the statements answered, by their text. */
    record Answers(List<RowSet<Row>> rows, Map<String, Integer> positions) {

        /** Rows of a statement; none of one that was left out. */
        Iterable<Row> of(String sql) {
            Integer position = positions.get(sql);
            return position == null ? List.of() : rows.get(position);
        }
    }

    Pipeline add(String sql) {
        return add(sql, connection.query(sql).execute());
    }

    Pipeline add(String sql, Tuple parameters) {
        return add(sql, connection.preparedQuery(sql).execute(parameters));
    }

    /** Leaves out a statement that has nothing to work on. */
    Pipeline add(String sql, Columns<?> columns) {
        return columns.isEmpty() ? this : add(sql, columns.tuple());
    }

    Pipeline add(Uni<RowSet<Row>> statement) {
        statements.add(statement);
        return this;
    }

    private Pipeline add(String sql, Uni<RowSet<Row>> statement) {
        positions.put(sql, statements.size());
        return add(statement);
    }

    /** The answers in the order of the statements. If one fails the database skips the rest, and this fails with the first failure. */
    Uni<Answers> send() {
        List<Throwable> failures = new ArrayList<>();
        List<Uni<RowSet<Row>>> watched = statements.stream()
                .map(s -> s.onFailure().invoke(failures::add)).toList();
        return Uni.join().all(watched).andCollectFailures()
                .onFailure().transform(all -> failures.isEmpty() ? all : failures.get(0))
                .map(rows -> new Answers(rows, positions));
    }
}
