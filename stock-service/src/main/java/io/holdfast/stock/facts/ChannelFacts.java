package io.holdfast.stock.facts;

import io.holdfast.contracts.ChannelChanged;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.messaging.EventHandler;
import io.holdfast.messaging.Events;
import io.holdfast.stock.merchant.FactVersions;
import io.holdfast.stock.telling.RetellingStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Channels: where they sell from, and how. */
@ApplicationScoped
class ChannelFacts implements EventHandler {

    private static final String KEEP = """
            insert into channel (merchant, code, kind, locations, split_lines, trigger, unpaid_life, tracks_stock, priority, position, version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (merchant, code) do update set kind = excluded.kind, locations = excluded.locations,
                split_lines = excluded.split_lines, trigger = excluded.trigger, unpaid_life = excluded.unpaid_life,
                tracks_stock = excluded.tracks_stock, priority = excluded.priority, version = excluded.version
            where channel.version < excluded.version""";

    private final Events events;

    ChannelFacts(Events events) {
        this.events = events;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.CHANNEL_CHANGED);
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<Envelope> received) {
        List<Tuple> rows = Newest.of(received).stream().map(this::row).toList();
        List<String> merchants = received.stream().map(Envelope::merchant).toList();
        return transaction.preparedQuery(KEEP).executeBatch(rows)
                .flatMap(kept -> FactVersions.edited(transaction, merchants))
                .flatMap(edited -> RetellingStore.rememberAll(transaction, merchants));
    }

    private Tuple row(Envelope event) {
        ChannelChanged channel = events.data(event, ChannelChanged.class);
        return Tuple.tuple().addValue(event.merchant()).addValue(channel.code()).addValue(channel.kind())
                .addValue(channel.locations() == null ? null : channel.locations().toArray(String[]::new))
                .addValue(channel.splitLines()).addValue(channel.trigger()).addValue(channel.unpaidLife())
                .addValue(channel.tracksStock()).addValue(channel.priority()).addValue(channel.position()).addValue(event.version());
    }
}
