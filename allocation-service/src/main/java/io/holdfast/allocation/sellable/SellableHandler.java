package io.holdfast.allocation.sellable;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.SellableChanged;
import io.holdfast.messaging.EventHandler;
import io.holdfast.messaging.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Takes what the stock service says that channels may sell. */
@ApplicationScoped
class SellableHandler implements EventHandler {

    private final Events events;
    private final Telling telling;

    SellableHandler(Events events, Telling telling) {
        this.events = events;
        this.telling = telling;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.SELLABLE_CHANGED);
    }

    /** What was told is never forgotten, and knows its version. */
    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<Envelope> batch) {
        return telling.tell(transaction, batch.stream().flatMap(this::news).toList());
    }

    private Stream<News> news(Envelope event) {
        SellableChanged changed = events.data(event, SellableChanged.class);
        return changed.channels().stream().map(channel -> new News(new ChannelKey(event.merchant(), channel.code()),
                new Value(changed.sku(), channel.sellable(), channel.status(), event.version())));
    }
}
