package io.holdfast.allocation.sellable;

import io.holdfast.allocation.readiness.Check;
import io.holdfast.allocation.readiness.Readiness;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether anybody listens to what the channel may sell. That a key of the channel was used is the gateway's to know, and not asked yet. */
@ApplicationScoped
class Connected implements Check {

    private final Pool pool;
    private final ToldChannels told;

    Connected(Pool pool, ToldChannels told) {
        this.pool = pool;
        this.told = told;
    }

    @Override
    public String name() {
        return Readiness.CONNECTED;
    }

    @Override
    public Uni<Outcome> of(String merchant, String channel) {
        return told.isConnected(pool, merchant, channel).map(connected -> connected
                ? new Outcome(0, "A webhook is enabled, or a stream is open.")
                : new Outcome(1, "No webhook is enabled, and no stream is open: POST /v1/webhooks, or open GET /v1/availability/stream."));
    }
}
