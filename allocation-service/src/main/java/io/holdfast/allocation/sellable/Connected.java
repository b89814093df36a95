package io.holdfast.allocation.sellable;

import io.holdfast.allocation.readiness.ActivityStore;
import io.holdfast.allocation.readiness.ActivityStore.Signs;
import io.holdfast.allocation.readiness.Check;
import io.holdfast.allocation.readiness.Readiness;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether anybody learns what the channel may sell: it is told, or it asks with a key of its own. */
@ApplicationScoped
class Connected implements Check {

    private final Transactions transactions;
    private final ToldChannels told;
    private final ActivityStore store;

    Connected(Transactions transactions, ToldChannels told, ActivityStore store) {
        this.transactions = transactions;
        this.told = told;
        this.store = store;
    }

    @Override
    public String name() {
        return Readiness.CONNECTED;
    }

    @Override
    public Uni<Outcome> of(String merchant, String channel) {
        return transactions.of(merchant, reading -> told.isConnected(reading, merchant, channel)).flatMap(connected -> connected
                ? Uni.createFrom().item(new Outcome(0, "A webhook is enabled, or a stream is open."))
                : store.signs(merchant, channel).map(Connected::byKey));
    }

    private static Outcome byKey(Signs signs) {
        String known = "No webhook is enabled, and no stream is open; a key of the channel was last used " + Signs.when(signs.keyUsedAt()) + ".";
        return signs.isRecent(signs.keyUsedAt()) ? new Outcome(0, known)
                : new Outcome(1, known + " One of them is wanted: POST /v1/webhooks, GET /v1/availability/stream, or any call with a key of the channel within "
                        + Limits.SIGN_OF_LIFE.toHours() + " hours.");
    }
}
