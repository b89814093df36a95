package io.holdfast.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Events that the broker did not take, however often it was asked. */
final class OutboxParkedStore {

    private static final String LIST = """
            select id, event_id, type, aggregate, attempts, last_error, parked_at
            from outbox where parked_at is not null and id > $1 order by id limit $2""";

    private static final String RESUME = """
            update outbox set parked_at = null, attempts = 0, next_attempt_at = '-infinity'
            where id = $1 and parked_at is not null""";

    private final Pool pool;

    OutboxParkedStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * One parked event.
     *
     * @param aggregate whose later events it holds back
     */
    record Entry(long id, UUID eventId, String type, String aggregate, int attempts, String error, OffsetDateTime parkedAt) {}

    Uni<List<Entry>> list(long after, int limit) {
        return pool.preparedQuery(LIST).execute(Tuple.of(after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Entry(row.getLong(0), row.getUUID(1), row.getString(2), row.getString(3),
                                row.getInteger(4), row.getString(5), row.getOffsetDateTime(6)))
                        .toList());
    }

    /** False when no such entry is parked. */
    Uni<Boolean> resume(long id) {
        return pool.preparedQuery(RESUME).execute(Tuple.of(id)).map(updated -> updated.rowCount() == 1);
    }
}
