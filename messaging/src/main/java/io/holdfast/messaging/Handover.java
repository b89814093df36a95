package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.service.peers.Peers;
import io.holdfast.service.peers.Peers.Peer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Hands events straight to a service before the caller is answered, so that the caller's next call sees them.
 * The broker's copies of the same events come later and are duplicates to the inbox.
 */
@ApplicationScoped
public class Handover {

    private static final Logger LOG = Logger.getLogger(Handover.class);
    private static final int APPLIED = 204;

    /** Whose answers a caller may see next. Everybody else may hear of it a moment later, from the broker. */
    private static final Map<String, Set<Peer>> AT_ONCE = Map.of(
            EventTypes.VARIANT_CHANGED, Set.of(Peer.STOCK, Peer.ALLOCATION),
            EventTypes.CHANNEL_CHANGED, Set.of(Peer.STOCK),
            EventTypes.ALLOCATION_CHANGED, Set.of(Peer.STOCK));

    private final Peers peers;
    private final Events events;

    Handover(Peers peers, Events events) {
        this.peers = peers;
        this.events = events;
    }

    /**
     * Hands each event to all who must know it at once, to one and to another side by side.
     *
     * @param batch events of one merchant, in order; an empty one costs nothing
     * @return those who have not applied all that was theirs; the broker will deliver later ({@code applied: "pending"})
     */
    public Uni<Set<Peer>> giveAll(List<Envelope> batch) {
        Map<Set<Peer>, List<Envelope>> shares = batch.stream().filter(event -> AT_ONCE.containsKey(event.type()))
                .collect(Collectors.groupingBy(event -> AT_ONCE.get(event.type())));
        return Multi.createFrom().iterable(shares.entrySet())
                .onItem().transformToMultiAndMerge(share -> {
                    List<HandoverBody> bodies = bodies(share.getValue());
                    return Multi.createFrom().iterable(share.getKey()).onItem().transformToUniAndMerge(peer ->
                            give(peer, bodies).map(given -> given ? Optional.<Peer>empty() : Optional.of(peer)));
                })
                .collect().with(Collectors.flatMapping(Optional::stream, Collectors.toSet()));
    }

    /**
     * Whether the peer has applied all of them; false means that the broker will deliver later ({@code applied: "pending"}).
     *
     * @param batch events of one merchant, in order; an empty one costs nothing
     */
    public Uni<Boolean> giveAll(Peer peer, List<Envelope> batch) {
        return give(peer, bodies(batch));
    }

    private List<HandoverBody> bodies(List<Envelope> batch) {
        return HandoverBody.of(batch, events::bytes);
    }

    private Uni<Boolean> give(Peer peer, List<HandoverBody> bodies) {
        return Multi.createFrom().iterable(bodies)
                .onItem().transformToUniAndConcatenate(body -> give(peer, body))
                .collect().asList()
                .map(answers -> !answers.contains(false));
    }

    private Uni<Boolean> give(Peer peer, HandoverBody body) {
        return peers.post(peer, "/internal/events", Buffer.buffer(body.json()), body.merchant())
                .map(answer -> {
                    if (answer.statusCode() != APPLIED) {
                        LOG.warnf("%s answered %d to %d events, which will come by the broker", peer, answer.statusCode(), body.events());
                    }
                    return answer.statusCode() == APPLIED;
                })
                .onFailure().recoverWithItem(failure -> {
                    LOG.warnf("%d events could not be handed to %s and will come by the broker: %s", body.events(), peer, failure.getMessage());
                    return false;
                });
    }
}
