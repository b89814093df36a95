package io.holdfast.allocation.readiness;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** How a channel without orders says that it would send them. */
@ApplicationScoped
public class Heartbeats {

    private final ActivityStore store;

    Heartbeats(ActivityStore store) {
        this.store = store;
    }

    /** @param channel one that the merchant has */
    public Uni<Void> beat(String merchant, String channel) {
        return store.beat(merchant, channel);
    }
}
