package io.holdfast.service.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Function;

/** Several queries that see the same moment, so that what they find agrees, and that wait for nobody. */
public final class OneMoment {

    private static final String BEGIN = "begin isolation level repeatable read, read only";

    private OneMoment() {}

    public static <T> Uni<T> read(Pool pool, Function<SqlConnection, Uni<T>> queries) {
        return pool.withConnection(connection -> connection.query(BEGIN).execute().flatMap(begun -> queries.apply(connection))
                .eventually(() -> connection.query("commit").execute()));
    }
}
