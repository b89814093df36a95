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
import java.util.concurrent.CompletableFuture;

/**
 * Statements on one connection, sent without waiting in between: one round trip for all of them, run in their order. Each is
 * sent when it is added, so the database works on it while the parameters of the next are put together.
 */
final class Pipeline {

    private final SqlConnection connection;
    private final List<CompletableFuture<RowSet<Row>>> statements = new ArrayList<>();
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

    private Pipeline add(String sql, Uni<RowSet<Row>> statement) {
        positions.put(sql, statements.size());
        statements.add(statement.subscribeAsCompletionStage());
        return this;
    }

    /**
     * The answers in the order of the statements. If one fails the database skips the rest, and this fails, once all have
     * ended, with the failure of the first.
     */
    Uni<Answers> answers() {
        return Uni.createFrom().completionStage(CompletableFuture.allOf(statements.toArray(CompletableFuture[]::new)))
                .onFailure().transform(any -> firstFailure())
                .map(all -> new Answers(statements.stream().map(CompletableFuture::join).toList(), positions));
    }

    private Throwable firstFailure() {
        return statements.stream().filter(CompletableFuture::isCompletedExceptionally).findFirst().orElseThrow()
                .handle((rows, failure) -> failure).join();
    }
}
