package io.holdfast.catalog.alert;

import io.holdfast.contracts.AlertChanged;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.messaging.EventHandler;
import io.holdfast.messaging.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Keeps the newest {@code LOW} alert of each SKU, over all locations and at single ones. */
@ApplicationScoped
class LowAlerts implements EventHandler {

    private static final String LOW = "LOW";

    private final Events events;
    private final LowAlertStore store;

    LowAlerts(Events events, LowAlertStore store) {
        this.events = events;
        this.store = store;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.ALERT_CHANGED);
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<Envelope> arrived) {
        // One per SKU and location, the newest, in order of the key: two batches that overlap wait for each other, and don't deadlock.
        TreeMap<String, LowAlertStore.Entry> newest = new TreeMap<>();
        for (Envelope event : arrived) {
            AlertChanged alert = events.data(event, AlertChanged.class);
            if (LOW.equals(alert.kind())) {
                LowAlertStore.Entry entry = new LowAlertStore.Entry(event.merchant(), event.version(), alert);
                newest.merge(event.merchant() + "\n" + alert.sku() + "\n" + entry.location(), entry,
                        (one, other) -> other.version() > one.version() ? other : one);
            }
        }
        return store.keep(transaction, List.copyOf(newest.values()));
    }
}
