package io.holdfast.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/** What the relay reads from the outbox and writes back. */
final class OutboxStore {

    private static final String DUE = """
            select partition, id, event_id, type, envelope, attempts, beside_failed from outbox_due($1, $2, $3)""";

    private static final String SENT = "select outbox_sent($1, $2)";

    private static final String FAILED = """
            update outbox o set attempts = o.attempts + 1, last_error = f.error,
                next_attempt_at = holdfast_now()
                    + least($5::bigint, $4::bigint * power(2, least(o.attempts, 30))) * interval '1 millisecond',
                parked_at = case when o.attempts + 1 >= $6 then holdfast_now() end
            from unnest($1::smallint[], $2::bigint[], $3::text[]) as f (partition, id, error)
            where o.partition = f.partition and o.id = f.id
            returning o.id, o.type, o.last_error, o.parked_at is not null""";

    private static final String HELD = """
            select distinct h.aggregate from unnest($1::smallint[], $2::text[]) as a (partition, aggregate)
            join outbox h on h.partition = a.partition and h.aggregate = a.aggregate and h.attempts > 0""";

    // Nothing is written for a row that is gone.
    private static final String DIVIDE = """
            with whole as (
                delete from outbox o
                using (select distinct partition, whole from unnest($1::smallint[], $2::bigint[]) as p (partition, whole)) as r
                where o.partition = r.partition and o.id = r.whole and o.event_id is null
                returning o.partition, o.id, o.created_at)
            insert into outbox (partition, id, type, aggregate, event_id, envelope, created_at) overriding system value
            select w.partition, p.id, p.type, p.aggregate, p.event_id, p.envelope, w.created_at
            from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::uuid[], $7::text[])
                as p (partition, whole, id, type, aggregate, event_id, envelope)
            join whole w on w.partition = p.partition and w.id = p.whole""";

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
        return pool.preparedQuery(SENT).execute(keys(rows)).replaceWithVoid();
    }

    /** A row that was parked because of its last failure. */
    record Parked(long id, String type, String error) {}

    /** Counts an attempt of each row, and sets when the next is due, or parks it after the last; returns the parked ones. */
    Uni<List<Parked>> failed(List<OutboxRow> rows, Map<Long, String> errors, RelaySettings settings) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        String[] texts = column(rows, row -> Failures.storable(errors.get(row.id())), String[]::new);
        Tuple values = keys(rows).addValue(texts)
                .addLong(millis(settings.firstBackoff())).addLong(millis(settings.longestBackoff())).addInteger(settings.attempts());
        return pool.preparedQuery(FAILED).execute(values).map(updated -> StreamSupport.stream(updated.spliterator(), false)
                .filter(row -> row.getBoolean(3))
                .map(row -> new Parked(row.getLong(0), row.getString(1), row.getString(2))).toList());
    }

    /** Those of the aggregates that have a row which the broker refused. */
    Uni<Set<String>> held(List<NewRow> rows) {
        Tuple keys = Tuple.tuple().addValue(column(rows, NewRow::partition, Short[]::new))
                .addValue(column(rows, NewRow::aggregate, String[]::new));
        return pool.preparedQuery(HELD).execute(keys).map(held -> {
            Set<String> aggregates = new HashSet<>();
            held.forEach(row -> aggregates.add(row.getString(0)));
            return aggregates;
        });
    }

    /** One event of a row of several, as a row of its own. */
    record Part(OutboxRow whole, long id, NewRow row) {

        OutboxRow asRow() {
            return new OutboxRow(whole.partition(), id, row.eventId(), row.type(), row.envelope(), 0, false);
        }
    }

    /** Puts rows of one event in the place of rows of several, in one statement. */
    Uni<Void> divide(List<Part> parts) {
        if (parts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.tuple()
                .addValue(column(parts, part -> part.whole().partition(), Short[]::new))
                .addValue(column(parts, part -> part.whole().id(), Long[]::new))
                .addValue(column(parts, Part::id, Long[]::new))
                .addValue(column(parts, part -> part.row().type(), String[]::new))
                .addValue(column(parts, part -> part.row().aggregate(), String[]::new))
                .addValue(column(parts, part -> part.row().eventId(), UUID[]::new))
                .addValue(column(parts, part -> part.row().envelope(), String[]::new));
        return pool.preparedQuery(DIVIDE).execute(columns).replaceWithVoid();
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }

    private static OutboxRow row(Row row) {
        return new OutboxRow(row.getShort(0), row.getLong(1), row.getUUID(2), row.getString(3), row.getString(4),
                row.getInteger(5), row.getBoolean(6));
    }

    private static Tuple keys(List<OutboxRow> rows) {
        return Tuple.tuple().addValue(column(rows, OutboxRow::partition, Short[]::new)).addValue(column(rows, OutboxRow::id, Long[]::new));
    }

    private static <T, V> V[] column(List<T> rows, Function<T, V> column, IntFunction<V[]> array) {
        return rows.stream().map(column).toArray(array);
    }
}
