package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.holdfast.service.peers.Peers.Peer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/**
 * How a service changes its own data: the change and its events in one transaction, then the events to the stock
 * service, then the answer. A caller that hangs up meanwhile changes nothing about it: the work is not theirs to cancel.
 */
@ApplicationScoped
public class Changes {

    private final Pool pool;
    private final Outbox outbox;
    private final Handover handover;

    /** What was decided inside of the transaction; without events where nothing changed. */
    public record Change<T>(T result, List<Envelope> events) {}

    /** What was committed; {@code pending} while the stock service has not applied it. */
    public record Applied<T>(T result, boolean pending) {

        /** The member {@code applied} of the answer: {@code "pending"}, or null, which is left out. */
        public String note() {
            return pending ? "pending" : null;
        }
    }

    Changes(Pool pool, Outbox outbox, Handover handover) {
        this.pool = pool;
        this.outbox = outbox;
        this.handover = handover;
    }

    /** Commits what the work decides; a failure of the work rolls all of it back. */
    public <T> Uni<Applied<T>> make(Function<SqlConnection, Uni<Change<T>>> work) {
        return pool.withTransaction(transaction -> work.apply(transaction)
                        .call(change -> outbox.append(transaction, change.events())))
                .flatMap(change -> handover.giveAll(Peer.STOCK, change.events())
                        .map(given -> new Applied<>(change.result(), !given)))
                // Memoized: cancelling the answer cancels neither the transaction nor the handover.
                .memoize().indefinitely();
    }
}
