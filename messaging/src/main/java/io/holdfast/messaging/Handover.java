package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.holdfast.service.peers.Peers;
import io.holdfast.service.peers.Peers.Peer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Hands an event straight to a service before the caller is answered, so that the caller's next call sees it.
 * The broker's copy of the same event comes later and is a duplicate to the inbox.
 */
@ApplicationScoped
public class Handover {

    private static final Logger LOG = Logger.getLogger(Handover.class);

    private final Peers peers;
    private final Events events;

    Handover(Peers peers, Events events) {
        this.peers = peers;
        this.events = events;
    }

    /** Whether the peer has applied it; false means that the broker will deliver it later ({@code applied: "pending"}). */
    public Uni<Boolean> give(Peer peer, Envelope event) {
        return peers.post(peer, "/internal/events", events.write(event), event.merchant())
                .map(answer -> answer.statusCode() == 204)
                .onFailure().recoverWithItem(failure -> {
                    LOG.warnf("%s could not be handed to %s and will come by the broker: %s", event.type(), peer, failure.getMessage());
                    return false;
                });
    }
}
