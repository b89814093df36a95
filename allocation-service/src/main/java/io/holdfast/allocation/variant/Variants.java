package io.holdfast.allocation.variant;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.messaging.EventHandler;
import io.holdfast.messaging.Events;
import io.holdfast.messaging.Newest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Keeps the newest of each variant. */
@ApplicationScoped
class Variants implements EventHandler {

    private final Events events;
    private final VariantStore store;

    Variants(Events events, VariantStore store) {
        this.events = events;
        this.store = store;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.VARIANT_CHANGED);
    }

    /** Variants are never forgotten, and know their version. */
    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<Envelope> received) {
        return store.keep(transaction, Newest.of(received).stream()
                .map(event -> new VariantStore.Told(event.merchant(), event.version(), events.data(event, VariantChanged.class))).toList());
    }
}
