package io.holdfast.allocation.sellable;

import io.holdfast.allocation.readiness.Check;
import io.holdfast.allocation.readiness.Readiness;
import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether anybody listens to what the channel may sell. That a key of the channel was used is the gateway's to know, and not asked yet. */
@ApplicationScoped
class Connected implements Check {

    private final Transactions transactions;
    private final ToldChannels told;

    Connected(Transactions transactions, ToldChannels told) {
        this.transactions = transactions;
        this.told = told;
    }

    @Override
    public String name() {
        return Readiness.CONNECTED;
    }

    @Override
    public Uni<Outcome> of(String merchant, String channel) {
        return transactions.of(merchant, reading -> told.isConnected(reading, merchant, channel)).map(connected -> connected
                ? new Outcome(0, "A webhook is enabled, or a stream is open.")
                : new Outcome(1, "No webhook is enabled, and no stream is open: POST /v1/webhooks, or open GET /v1/availability/stream."));
    }
}
