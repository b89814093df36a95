package io.holdfast.allocation.readiness;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.KeyChanged;
import io.holdfast.messaging.EventHandler;
import io.holdfast.messaging.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Keeps when a key of each channel was used last, as the gateway tells. */
@ApplicationScoped
class KeyUses implements EventHandler {

    private final Events events;
    private final ActivityStore store;

    KeyUses(Events events, ActivityStore store) {
        this.events = events;
        this.store = store;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.KEY_CHANGED);
    }

    /** The newest time counts, and none is as new as itself. */
    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<Envelope> received) {
        NewestSigns newest = new NewestSigns();
        for (Envelope event : received) {
            KeyChanged key = events.data(event, KeyChanged.class);
            newest.add(event.merchant(), key.channel(), key.lastUsedAt());
        }
        return store.keyUsed(transaction, newest.all());
    }
}
