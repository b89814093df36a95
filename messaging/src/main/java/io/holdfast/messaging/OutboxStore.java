package io.holdfast.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What the relay reads from the outbox and writes back. */
final class OutboxStore {

    private static final String DUE = "select partition, id, event_id, type, envelope from outbox_due($1, $2, $3)";

    private static final String SENT = "select outbox_sent($1, $2)";

    private static final String FAILED = """
            update outbox o set attempts = o.attempts + 1, last_error = f.error,
                next_attempt_at = holdfast_now()
                    + least($5::bigint, $4::bigint * power(2, least(o.attempts, 30))) * interval '1 millisecond',
                parked_at = case when o.attempts + 1 >= $6 then holdfast_now() end
            from unnest($1::smallint[], $2::bigint[], $3::text[]) as f (partition, id, error)
            where o.partition = f.partition and o.id = f.id
            returning o.id, o.type, o.last_error, o.parked_at is not null""";

    private final Pool pool;

    OutboxStore(Pool pool) {
        this.pool = pool;
    }

    /** The next rows to publish, in order of id: of the partitions whose lease the relay holds now. */
    Uni<List<OutboxRow>> due(String relay, int perPartition, int atMost) {
        return pool.preparedQuery(DUE).execute(Tuple.of(relay, perPartition, atMost))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(OutboxStore::row).toList());
    }

    Uni<Void> sent(List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(SENT).execute(Tuple.tuple().addValue(partitions(rows)).addValue(ids(rows))).replaceWithVoid();
    }

    /** A row that was parked because of its last failure. */
    record Parked(long id, String type, String error) {}

    /** Counts an attempt of each row, and sets when the next is due, or parks it after the last; returns the parked ones. */
    Uni<List<Parked>> failed(List<OutboxRow> rows, Map<Long, String> errors, RelaySettings settings) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        String[] texts = rows.stream().map(row -> Failures.storable(errors.get(row.id()))).toArray(String[]::new);
        Tuple values = Tuple.tuple().addValue(partitions(rows)).addValue(ids(rows)).addValue(texts)
                .addLong(millis(settings.firstBackoff())).addLong(millis(settings.longestBackoff())).addInteger(settings.attempts());
        return pool.preparedQuery(FAILED).execute(values).map(updated -> StreamSupport.stream(updated.spliterator(), false)
                .filter(row -> row.getBoolean(3))
                .map(row -> new Parked(row.getLong(0), row.getString(1), row.getString(2))).toList());
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }

    private static OutboxRow row(Row row) {
        return new OutboxRow(row.getShort(0), row.getLong(1), row.getUUID(2), row.getString(3), row.getString(4));
    }

    private static Short[] partitions(List<OutboxRow> rows) {
        return rows.stream().map(OutboxRow::partition).toArray(Short[]::new);
    }

    private static Long[] ids(List<OutboxRow> rows) {
        return rows.stream().map(OutboxRow::id).toArray(Long[]::new);
    }
}
