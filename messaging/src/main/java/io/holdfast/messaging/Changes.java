package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.holdfast.service.Detached;
import io.holdfast.service.peers.Peers.Peer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How a service changes its own data: the change and its events in one transaction, then the events to the services
 * that must know them at once, then the answer. A caller that hangs up meanwhile changes nothing about it: the work is not theirs to cancel.
 */
@ApplicationScoped
public class Changes {

    private static final String NOW = "select holdfast_now() as now";

    private final Pool pool;
    private final Outbox outbox;
    private final Handover handover;

    /** What was decided inside of the transaction; without events where nothing changed. */
    public record Change<T>(T result, List<Envelope> events) {}

    /**
     * What was committed.
     *
     * @param late those who have not applied it yet, and will
     */
    public record Applied<T>(T result, Set<Peer> late) {

        /** What was only read, or waits for the stock service alone. */
        public Applied(T result, boolean pending) {
            this(result, pending ? Set.of(Peer.STOCK) : Set.of());
        }

        public boolean pending() {
            return !late.isEmpty();
        }

        /** The member {@code applied} of the answer: {@code "pending"}, or null, which is left out. */
        public String note() {
            return pending() ? "pending" : null;
        }
    }

    /** What a change does in its transaction; {@code now}, by the database's clock, is for what it writes, not for deadlines. */
    public interface Work<T> {

        Uni<Change<T>> in(SqlConnection transaction, Instant now);
    }

    Changes(Pool pool, Outbox outbox, Handover handover) {
        this.pool = pool;
        this.outbox = outbox;
        this.handover = handover;
    }

    /** Commits what the work decides; a failure of the work rolls all of it back. */
    public <T> Uni<Applied<T>> make(Work<T> work) {
        return Detached.run(pool.withTransaction(transaction -> now(transaction)
                        .flatMap(now -> work.in(transaction, now))
                        .call(change -> outbox.append(transaction, change.events())))
                .flatMap(change -> handover.giveAll(change.events())
                        .map(late -> new Applied<>(change.result(), late))));
    }

    private static Uni<Instant> now(SqlConnection transaction) {
        return transaction.preparedQuery(NOW).execute().map(rows -> rows.iterator().next().getOffsetDateTime("now").toInstant());
    }
}
