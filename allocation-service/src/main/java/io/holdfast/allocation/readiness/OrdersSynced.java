package io.holdfast.allocation.readiness;

import io.holdfast.allocation.readiness.ActivityStore.Signs;
import io.holdfast.service.Limits;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether the channel's orders arrive: one within a day, or a heartbeat. */
@ApplicationScoped
class OrdersSynced implements Check {

    private final ActivityStore store;

    OrdersSynced(ActivityStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return Readiness.ORDERS_SYNCED;
    }

    @Override
    public Uni<Outcome> of(String merchant, String channel) {
        return store.signs(merchant, channel).map(signs -> {
            boolean alive = signs.isRecent(signs.orderedAt()) || signs.isRecent(signs.heartbeatAt());
            String known = "The last order was placed " + Signs.when(signs.orderedAt()) + ", the last heartbeat was sent " + Signs.when(signs.heartbeatAt()) + ".";
            return new Outcome(alive ? 0 : 1, alive ? known
                    : known + " One of them is wanted within " + Limits.SIGN_OF_LIFE.toHours() + " hours.");
        });
    }
}
