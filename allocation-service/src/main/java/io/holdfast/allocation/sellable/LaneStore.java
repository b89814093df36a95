package io.holdfast.allocation.sellable;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Tells the lanes of webhooks that their channels' streams have grown. */
@ApplicationScoped
public class LaneStore {

    private static final String LANES = """
            insert into webhook_lane as l (merchant, webhook, channel, newest, due_at)
            select p.merchant, w.id, p.channel, p.position, holdfast_now()
            from stream_position p join webhook w on w.merchant = p.merchant and (w.channel is null or w.channel = p.channel)
                left join webhook_lane known on known.merchant = p.merchant and known.webhook = w.id and known.channel = p.channel
            where w.enabled and (known.newest is null or known.newest < p.position)""";

    private static final String STORED = """

            order by p.merchant collate "C", w.id, p.channel collate "C"
            on conflict (merchant, webhook, channel) do update
                set newest = greatest(l.newest, excluded.newest), due_at = coalesce(l.due_at, excluded.due_at)""";

    private static final String WAKE = LANES + """
            \sand (p.merchant, p.channel) in (select merchant, channel from unnest($1::text[], $2::text[]) as grown (merchant, channel))"""
            + STORED;

    private static final String WAKE_MERCHANT = LANES + " and p.merchant = $1" + STORED;

    /** Whoever gives positions now is waited for, and then known; whoever comes later knows the webhook. */
    private static final String LOCK_POSITIONS = """
            select position from stream_position where merchant = $1 order by channel collate "C" for share""";

    private static final String WAKE_ALL = LANES + STORED;

    /** In the transaction that has written what they are to tell; whether there was any to wake. */
    Uni<Boolean> wake(SqlClient transaction, Collection<ChannelKey> grown) {
        if (grown.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        Tuple parameters = Tuple.tuple().addValue(grown.stream().map(ChannelKey::merchant).toArray(String[]::new))
                .addValue(grown.stream().map(ChannelKey::channel).toArray(String[]::new));
        return transaction.preparedQuery(WAKE).execute(parameters).map(lanes -> lanes.rowCount() > 0);
    }

    /** For a webhook that is new, or enabled again. */
    public Uni<Void> wake(SqlClient transaction, String merchant) {
        return transaction.preparedQuery(LOCK_POSITIONS).execute(Tuple.of(merchant))
                .chain(() -> transaction.preparedQuery(WAKE_MERCHANT).execute(Tuple.of(merchant))).replaceWithVoid();
    }

    /** For what crossed unseen: a webhook that came at the same moment as the first news of a channel. */
    public Uni<Void> wakeAll(SqlClient client) {
        return client.preparedQuery(WAKE_ALL).execute().replaceWithVoid();
    }
}
