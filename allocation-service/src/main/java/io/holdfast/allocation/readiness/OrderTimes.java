package io.holdfast.allocation.readiness;

import io.holdfast.contracts.ActivityChanged;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.messaging.EventHandler;
import io.holdfast.messaging.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Keeps when each channel's newest order was placed. */
@ApplicationScoped
class OrderTimes implements EventHandler {

    private final Events events;
    private final ActivityStore store;

    OrderTimes(Events events, ActivityStore store) {
        this.events = events;
        this.store = store;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.ACTIVITY_CHANGED);
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
            ActivityChanged activity = events.data(event, ActivityChanged.class);
            newest.add(event.merchant(), activity.channel(), activity.orderedAt());
        }
        return store.ordered(transaction, newest.all());
    }
}
