package io.holdfast.allocation.sellable;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How well a channel is told: what its readiness asks. */
@ApplicationScoped
public class ToldChannels {

    private static final Duration SEEN_LATELY = Duration.ofMinutes(1);

    private static final String CONNECTED = """
            select exists (select 1 from webhook where merchant = $1 and enabled and (channel is null or channel = $2))
                or exists (select 1 from stream_reader where merchant = $1 and channel = $2
                    and seen_at > holdfast_now() - $3 * interval '1 millisecond') as connected""";

    private static final String DELIVERED = """
            select count(*) as variants, count(t.sku) as current
            from variant v
            left join told t on t.merchant = v.merchant and t.channel = $2 and t.sku = v.sku and t.delivered_version >= t.version
            where v.merchant = $1 and not v.archived""";

    private static final String UNDELIVERED = """
            select count(*) as skus from told where merchant = $1 and channel = $2 and delivered_version < version""";

    /** Unarchived variants of a merchant, and of how many the newest value has reached a channel. */
    record Count(long variants, long current) {}

    /** Whether anybody listens: a webhook that is enabled, or a stream that was open within the last minute. */
    public Uni<Boolean> isConnected(SqlClient client, String merchant, String channel) {
        return client.preparedQuery(CONNECTED).execute(Tuple.of(merchant, channel, (double) SEEN_LATELY.toMillis()))
                .map(rows -> rows.iterator().next().getBoolean("connected"));
    }

    /** SKUs that the channel was to be told of, and whose newest value has not reached it. */
    public Uni<Long> undelivered(SqlClient client, String merchant, String channel) {
        return client.preparedQuery(UNDELIVERED).execute(Tuple.of(merchant, channel)).map(rows -> rows.iterator().next().getLong("skus"));
    }

    Uni<Count> delivered(SqlClient client, String merchant, String channel) {
        return client.preparedQuery(DELIVERED).execute(Tuple.of(merchant, channel)).map(rows -> rows.iterator().next())
                .map(row -> new Count(row.getLong("variants"), row.getLong("current")));
    }
}
