package io.holdfast.suite.bench.direct;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.suite.bench.load.Call;
import io.holdfast.suite.bench.load.Job;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** One reservation, one transaction: what most shops do, by clients that have a connection each. */
public final class Reservations {

    public static final String ACCEPTED = "accepted";
    private static final String REFUSED = "refused";

    private final List<SqlConnection> connections;

    private Reservations(List<SqlConnection> connections) {
        this.connections = connections;
    }

    /** @param database {@code postgresql://user@host:port/name} */
    public static Future<Reservations> connect(Vertx vertx, String database, int clients) {
        List<Future<SqlConnection>> opening = IntStream.range(0, clients)
                .mapToObj(i -> PgConnection.connect(vertx, Connections.options(database)).<SqlConnection>map(c -> c)).toList();
        return Future.all(opening).map(all -> new Reservations(all.list()));
    }

    public Call of(Job.Transactions job) {
        return (client, number) -> {
            SqlConnection connection = connections.get(client);
            UUID id = UuidCreator.getTimeOrderedEpoch();
            String reference = job.references() + number;
            String sku = job.stock().sku(number);
            return job.way() == Job.Way.INTERACTIVE ? interactive(connection, job, id, reference, sku)
                    : inOneStatement(connection, job, id, reference, sku);
        };
    }

    private static Future<String> interactive(SqlConnection connection, Job.Transactions job, UUID id, String reference, String sku) {
        return connection.query("begin").execute()
                .compose(begun -> run(connection, ReservationSql.LOCK, Tuple.of(job.merchant(), sku, job.location())))
                .compose(locked -> decide(connection, job, id, reference, sku, locked))
                .recover(failure -> connection.query("rollback").execute().transform(rolledBack -> Future.failedFuture(failure)));
    }

    /** The check that the database leaves to its client. */
    private static Future<String> decide(SqlConnection connection, Job.Transactions job, UUID id, String reference, String sku, RowSet<Row> locked) {
        Row row = locked.iterator().next();
        long onHand = row.getLong("on_hand");
        long reserved = row.getLong("reserved");
        long committed = row.getLong("committed");
        if (onHand - reserved - committed < 1) {
            return connection.query("rollback").execute().map(REFUSED);
        }
        long version = row.getLong("version") + 1;
        Tuple order = Tuple.of(job.merchant(), id, job.channel(), reference);
        return run(connection, ReservationSql.TAKE, Tuple.of(job.merchant(), sku, job.location(), version, reserved + 1))
                .compose(taken -> run(connection, ReservationSql.ORDER, order))
                .compose(ordered -> run(connection, ReservationSql.LINE, Tuple.of(job.merchant(), id, sku, job.location())))
                .compose(lined -> run(connection, ReservationSql.MOVEMENT, Tuple.of(job.merchant(), sku, job.location(), version, id)
                        .addValue(onHand).addValue(reserved + 1).addValue(committed)))
                .compose(moved -> run(connection, ReservationSql.EVENT, order))
                .compose(told -> connection.query("commit").execute())
                .map(ACCEPTED);
    }

    private static Future<String> inOneStatement(SqlConnection connection, Job.Transactions job, UUID id, String reference, String sku) {
        return run(connection, ReservationSql.CALL, Tuple.of(job.merchant(), sku, job.location(), id, job.channel(), reference))
                .map(rows -> rows.iterator().next().getBoolean(0) ? ACCEPTED : REFUSED);
    }

    private static Future<RowSet<Row>> run(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }
}
