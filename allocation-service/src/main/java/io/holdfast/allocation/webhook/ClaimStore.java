package io.holdfast.allocation.webhook;

import io.holdfast.allocation.sellable.ChannelKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table of lanes, as those see it who deliver: each lane is in one hand at a time. */
@ApplicationScoped
class ClaimStore {

    private static final String CLAIM = """
            with due as materialized (
                select merchant, webhook, channel from webhook_lane
                where due_at <= holdfast_now() and leased_until <= holdfast_now()
                    and webhook <> all($3::uuid[]) and merchant <> all($4::text[])
                order by due_at limit $5 for update skip locked)
            update webhook_lane l set holder = $1, leased_until = holdfast_now() + $2 * interval '1 millisecond'
            from due where l.merchant = due.merchant and l.webhook = due.webhook and l.channel = due.channel
            returning l.merchant, l.webhook, l.channel, l.position, l.newest, l.attempts, l.again""";

    /** The pause lets changes gather under load; alone, a change finds it long over. */
    private static final String DONE = """
            update webhook_lane set position = greatest(position, $5), attempts = 0,
                again = nullif(array(select a from unnest(again) as a where a <> all($6::text[])), '{}'),
                due_at = case when newest > greatest(position, $5) or exists (select 1 from unnest(again) as a where a <> all($6::text[]))
                    then holdfast_now() end,
                holder = null, leased_until = holdfast_now() + $7 * interval '1 millisecond'
            where merchant = $1 and webhook = $2 and channel = $3 and holder = $4""";

    /** Up to a tenth longer than said, so that those who failed together don't come back together. */
    private static final String FAILED = """
            update webhook_lane set attempts = attempts + 1, due_at = holdfast_now() + $5 * (1 + random() / 10) * interval '1 millisecond',
                holder = null, leased_until = '-infinity'
            where merchant = $1 and webhook = $2 and channel = $3 and holder = $4
            returning due_at""";

    private static final String REST = """
            update webhook_lane set due_at = null, holder = null, leased_until = '-infinity'
            where merchant = $1 and webhook = $2""";

    private static final String RESUME = """
            update webhook_lane set due_at = holdfast_now(), attempts = 0
            where merchant = $1 and webhook = $2 and (position < newest or again is not null)""";

    private static final String AGAIN = """
            update webhook_lane set due_at = holdfast_now(), attempts = 0,
                again = nullif(array(select distinct a from unnest(coalesce(again, '{}') || $4::text[]) as a), '{}')
            where merchant = $1 and webhook = $2 and channel = $3""";

    /**
     * Lanes that are due, for this holder alone until the lease runs out.
     *
     * @param busyWebhooks those that have enough in hand
     * @param busyMerchants likewise
     */
    Uni<List<Lane>> claim(SqlClient client, Duration lease, Collection<UUID> busyWebhooks, Collection<String> busyMerchants, int limit) {
        UUID holder = UUID.randomUUID();
        return client.preparedQuery(CLAIM).execute(Tuple.tuple().addValue(holder).addValue((double) lease.toMillis())
                        .addValue(busyWebhooks.toArray(UUID[]::new)).addValue(busyMerchants.toArray(String[]::new)).addValue(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> lane(row, holder)).toList());
    }

    /** Everything up to a position, and those of the SKUs to be delivered again, is dealt with; false if the lease was lost. */
    Uni<Boolean> done(SqlClient transaction, Lane lane, long upTo, Collection<String> skus, Duration pause) {
        return transaction.preparedQuery(DONE).execute(key(lane).addValue(upTo).addValue(skus.toArray(String[]::new))
                .addValue((double) pause.toMillis())).map(rows -> rows.rowCount() == 1);
    }

    /** Waits for the next attempt; false if the lease was lost. */
    Uni<Boolean> failed(SqlClient transaction, Lane lane, Duration wait) {
        return transaction.preparedQuery(FAILED).execute(key(lane).addValue((double) wait.toMillis())).map(rows -> rows.rowCount() == 1);
    }

    /** No lane of the webhook is due until it is enabled again. */
    Uni<Void> rest(SqlClient transaction, String merchant, UUID webhook) {
        return transaction.preparedQuery(REST).execute(Tuple.of(merchant, webhook)).replaceWithVoid();
    }

    /** What waits is tried at once, with all attempts before it. */
    Uni<Void> resume(SqlClient transaction, String merchant, UUID webhook) {
        return transaction.preparedQuery(RESUME).execute(Tuple.of(merchant, webhook)).replaceWithVoid();
    }

    /** These SKUs are delivered once more, and everything that waits is tried at once. */
    Uni<Void> again(SqlClient transaction, ChannelKey channel, UUID webhook, Collection<String> skus) {
        return transaction.preparedQuery(AGAIN).execute(Tuple.tuple().addValue(channel.merchant()).addValue(webhook)
                .addValue(channel.channel()).addValue(skus.toArray(String[]::new))).replaceWithVoid();
    }

    private static Tuple key(Lane lane) {
        return Tuple.tuple().addValue(lane.merchant()).addValue(lane.webhook()).addValue(lane.channel().channel()).addValue(lane.holder());
    }

    private static Lane lane(Row row, UUID holder) {
        String[] again = row.getArrayOfStrings("again");
        return new Lane(new ChannelKey(row.getString("merchant"), row.getString("channel")), row.getUUID("webhook"), row.getLong("position"),
                row.getLong("newest"), row.getInteger("attempts"), again == null ? List.of() : List.of(again), holder);
    }
}
