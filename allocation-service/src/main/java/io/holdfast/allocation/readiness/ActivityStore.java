package io.holdfast.allocation.readiness;

import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;

/** The table of channels' signs of life. */
@ApplicationScoped
class ActivityStore {

    // In order of the key: two batches that overlap wait for each other instead of deadlocking.
    private static final String ORDERED = """
            insert into channel_activity (merchant, channel, ordered_at)
            select * from unnest($1::text[], $2::text[], $3::timestamptz[]) as n (merchant, channel, ordered_at) order by n.merchant, n.channel
            on conflict (merchant, channel) do update set ordered_at = excluded.ordered_at
            where channel_activity.ordered_at is null or channel_activity.ordered_at < excluded.ordered_at""";

    private static final String BEAT = """
            insert into channel_activity (merchant, channel, heartbeat_at) values ($1, $2, holdfast_now())
            on conflict (merchant, channel) do update set heartbeat_at = greatest(channel_activity.heartbeat_at, excluded.heartbeat_at)""";

    private static final String SIGNS = """
            select max(ordered_at) as ordered_at, max(heartbeat_at) as heartbeat_at, holdfast_now() as now
            from channel_activity where merchant = $1 and channel = $2""";

    private final Transactions transactions;

    /** The newest order of a channel that is known. */
    record Ordered(String merchant, String channel, Instant at) {}

    /** Null where there never was one; {@code now} by the database's clock. */
    record Signs(Instant orderedAt, Instant heartbeatAt, Instant now) {}

    ActivityStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Each channel at most once. */
    Uni<Void> ordered(SqlConnection transaction, Collection<Ordered> newest) {
        Tuple columns = Tuple.tuple()
                .addValue(newest.stream().map(Ordered::merchant).toArray(String[]::new))
                .addValue(newest.stream().map(Ordered::channel).toArray(String[]::new))
                .addValue(newest.stream().map(o -> o.at().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new));
        return transaction.preparedQuery(ORDERED).execute(columns).replaceWithVoid();
    }

    Uni<Void> beat(String merchant, String channel) {
        return transactions.of(merchant, transaction -> transaction.preparedQuery(BEAT).execute(Tuple.of(merchant, channel))).replaceWithVoid();
    }

    Uni<Signs> signs(String merchant, String channel) {
        return transactions.of(merchant, reading -> reading.preparedQuery(SIGNS).execute(Tuple.of(merchant, channel))).map(rows -> rows.iterator().next())
                .map(row -> new Signs(time(row, "ordered_at"), time(row, "heartbeat_at"), time(row, "now")));
    }

    private static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
