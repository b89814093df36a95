package io.holdfast.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Messages that this service could not apply. */
final class InboxParkedStore {

    private static final String ADD = """
            insert into inbox_parked (event_id, type, body, error) values ($1, $2, $3, $4)
            on conflict (event_id) do update set error = excluded.error, parked_at = excluded.parked_at""";

    private static final String LIST = """
            select id, event_id, type, error, parked_at from inbox_parked where id > $1 order by id limit $2""";

    private static final String TAKE = "delete from inbox_parked where id = $1 returning body";

    private static final String FAILED_AGAIN = "update inbox_parked set error = $2, parked_at = holdfast_now() where id = $1";

    private final Pool pool;

    InboxParkedStore(Pool pool) {
        this.pool = pool;
    }

    /** One parked message, without its body. */
    record Entry(long id, UUID eventId, String type, String error, OffsetDateTime parkedAt) {}

    Uni<Void> add(UUID eventId, String type, byte[] body, String error) {
        String storable = type == null ? null : Failures.storable(type);
        return pool.preparedQuery(ADD).execute(Tuple.of(eventId, storable, Buffer.buffer(body), Failures.storable(error)))
                .replaceWithVoid();
    }

    Uni<List<Entry>> list(long after, int limit) {
        return pool.preparedQuery(LIST).execute(Tuple.of(after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Entry(row.getLong(0), row.getUUID(1), row.getString(2), row.getString(3), row.getOffsetDateTime(4)))
                        .toList());
    }

    /** Removes it in the transaction that applies it, and returns its body; empty when it is not there (any more). */
    Uni<Optional<byte[]>> take(SqlConnection transaction, long id) {
        return transaction.preparedQuery(TAKE).execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).findFirst().map(row -> row.getBuffer(0).getBytes()));
    }

    Uni<Void> failedAgain(long id, String error) {
        return pool.preparedQuery(FAILED_AGAIN).execute(Tuple.of(id, Failures.storable(error))).replaceWithVoid();
    }
}
