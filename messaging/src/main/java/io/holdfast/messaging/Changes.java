package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.holdfast.service.Detached;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.idempotency.Decided;
import io.holdfast.service.idempotency.KeyedRequest;
import io.holdfast.service.idempotency.Once;
import io.holdfast.service.peers.Peers.Peer;
import io.smallrye.mutiny.Uni;
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

    private final Transactions transactions;
    private final Outbox outbox;
    private final Handover handover;
    private final Once once;
    private final Events envelopes;

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

    /** A change as it is kept under an idempotency key. */
    private record Kept(String result, List<String> events) {}

    Changes(Transactions transactions, Outbox outbox, Handover handover, Once once, Events envelopes) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.handover = handover;
        this.once = once;
        this.envelopes = envelopes;
    }

    /** Commits what the work decides; a failure of the work rolls all of it back. */
    public <T> Uni<Applied<T>> make(String merchant, Work<T> work) {
        return Detached.run(transactions.of(merchant, transaction -> change(transaction, work)).flatMap(this::handOver));
    }

    /**
     * The same for what is made once under one idempotency key: asked again, it is what was committed first, and its events
     * are handed over again, because nobody knows whether they were.
     *
     * @param type of the result: a record that is the same again once it was written as JSON and read
     */
    public <T> Uni<Applied<T>> makeOnce(String merchant, Class<T> type, Work<T> work) {
        KeyedRequest request = once.current();
        return request == null ? make(merchant, work) : Detached.run(transactions.of(merchant, transaction ->
                once.run(transaction, request, Kept.class, () -> change(transaction, work).map(this::kept))).map(kept -> change(kept, type))
                .flatMap(this::handOver));
    }

    /** The same for what shows a secret: asked again under its key it is not made again, and shows nothing. */
    public <T> Uni<Applied<T>> makeShowingSecret(String merchant, Work<T> work) {
        KeyedRequest request = once.current();
        return Detached.run(transactions.of(merchant, transaction ->
                once.showingSecret(transaction, request, () -> change(transaction, work))).flatMap(this::handOver));
    }

    private <T> Uni<Change<T>> change(SqlConnection transaction, Work<T> work) {
        return now(transaction).flatMap(now -> work.in(transaction, now))
                .call(change -> outbox.append(transaction, change.events()));
    }

    private <T> Uni<Applied<T>> handOver(Change<T> change) {
        return handover.giveAll(change.events()).map(late -> new Applied<>(change.result(), late));
    }

    private Kept kept(Change<?> change) {
        return new Kept(Decided.write(change.result()), change.events().stream().map(envelopes::write).toList());
    }

    /** Also the first time: what is answered is what would be answered again. */
    private <T> Change<T> change(Kept kept, Class<T> type) {
        return new Change<>(Decided.read(kept.result(), type), kept.events().stream().map(envelopes::read).toList());
    }

    private static Uni<Instant> now(SqlConnection transaction) {
        return transaction.preparedQuery(NOW).execute().map(rows -> rows.iterator().next().getOffsetDateTime("now").toInstant());
    }
}
