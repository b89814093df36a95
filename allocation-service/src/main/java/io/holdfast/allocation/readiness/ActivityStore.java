package io.holdfast.allocation.readiness;

import io.holdfast.service.Limits;
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
public class ActivityStore {

    // In order of the key: two batches that overlap wait for each other instead of deadlocking.
    private static final String NEWEST = """
            insert into channel_activity as a (merchant, channel, %1$s)
            select * from unnest($1::text[], $2::text[], $3::timestamptz[]) as n (merchant, channel, at) order by n.merchant, n.channel
            on conflict (merchant, channel) do update set %1$s = excluded.%1$s
            where a.%1$s is null or a.%1$s < excluded.%1$s""";

    private static final String ORDERED = NEWEST.formatted("ordered_at");

    private static final String KEY_USED = NEWEST.formatted("key_used_at");

    private static final String BEAT = """
            insert into channel_activity (merchant, channel, heartbeat_at) values ($1, $2, holdfast_now())
            on conflict (merchant, channel) do update set heartbeat_at = greatest(channel_activity.heartbeat_at, excluded.heartbeat_at)""";

    private static final String SIGNS = """
            select max(ordered_at) as ordered_at, max(heartbeat_at) as heartbeat_at, max(key_used_at) as key_used_at, holdfast_now() as now
            from channel_activity where merchant = $1 and channel = $2""";

    private final Transactions transactions;

    /** When a channel did something. */
    record Sign(String merchant, String channel, Instant at) {}

    /** Null where there never was one; {@code now} by the database's clock. */
    public record Signs(Instant orderedAt, Instant heartbeatAt, Instant keyUsedAt, Instant now) {

        /** Whether there was one, and lately enough that the channel counts as alive. */
        public boolean isRecent(Instant sign) {
            return sign != null && !sign.isBefore(now.minus(Limits.SIGN_OF_LIFE));
        }

        public static String when(Instant sign) {
            return sign == null ? "never" : "at " + sign;
        }
    }

    ActivityStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The newest order of each of some channels, each channel once. */
    Uni<Void> ordered(SqlConnection transaction, Collection<Sign> newest) {
        return note(transaction, ORDERED, newest);
    }

    /** The newest use of any of its keys, likewise. */
    Uni<Void> keyUsed(SqlConnection transaction, Collection<Sign> newest) {
        return note(transaction, KEY_USED, newest);
    }

    private static Uni<Void> note(SqlConnection transaction, String statement, Collection<Sign> newest) {
        Tuple columns = Tuple.tuple()
                .addValue(newest.stream().map(Sign::merchant).toArray(String[]::new))
                .addValue(newest.stream().map(Sign::channel).toArray(String[]::new))
                .addValue(newest.stream().map(sign -> sign.at().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new));
        return transaction.preparedQuery(statement).execute(columns).replaceWithVoid();
    }

    Uni<Void> beat(String merchant, String channel) {
        return transactions.of(merchant, transaction -> transaction.preparedQuery(BEAT).execute(Tuple.of(merchant, channel))).replaceWithVoid();
    }

    public Uni<Signs> signs(String merchant, String channel) {
        return transactions.of(merchant, reading -> reading.preparedQuery(SIGNS).execute(Tuple.of(merchant, channel))).map(rows -> rows.iterator().next())
                .map(row -> new Signs(time(row, "ordered_at"), time(row, "heartbeat_at"), time(row, "key_used_at"), time(row, "now")));
    }

    private static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
