package io.holdfast.gateway.merchant;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.gateway.key.ApiKey;
import io.holdfast.gateway.key.KeyStore;
import io.holdfast.gateway.merchant.MerchantStore.Stored;
import io.holdfast.messaging.Events;
import io.holdfast.messaging.Handover;
import io.holdfast.messaging.Outbox;
import io.holdfast.service.peers.Peers.Peer;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Creates and changes merchants; each change and its event are one transaction. */
@ApplicationScoped
class Merchants {

    private final Pool pool;
    private final MerchantStore store;
    private final KeyStore keys;
    private final Events events;
    private final Outbox outbox;
    private final Handover handover;

    Merchants(Pool pool, MerchantStore store, KeyStore keys, Events events, Outbox outbox, Handover handover) {
        this.pool = pool;
        this.store = store;
        this.keys = keys;
        this.events = events;
        this.outbox = outbox;
        this.handover = handover;
    }

    /**
     * A merchant after a change.
     *
     * @param applied whether the part that works with it knows it already
     */
    record Changed(Merchant merchant, boolean applied) {}

    /** Creates a merchant with its first key; empty, and nothing stored, if the id is taken. */
    Uni<Optional<Changed>> create(Merchant merchant, ApiKey key) {
        return pool.withTransaction(transaction -> store.insert(transaction, merchant)
                        .flatMap(stored -> stored.isEmpty() ? Uni.createFrom().item(Optional.<Envelope>empty())
                                : keys.insert(transaction, key).chain(() -> tell(transaction, stored.get())).map(Optional::of)))
                .flatMap(event -> event.isEmpty() ? Uni.createFrom().item(Optional.<Changed>empty())
                        : handOver(event.get(), merchant).map(Optional::of));
    }

    Uni<Merchant> get(String id) {
        return store.find(pool, id).map(stored -> found(stored, id).merchant());
    }

    /** Changes what the patch mentions; locked meanwhile, so that no concurrent change is overwritten unseen. */
    Uni<Changed> change(String id, MerchantPatch patch) {
        return pool.withTransaction(transaction -> store.lock(transaction, id)
                        .map(stored -> patch.on(found(stored, id).merchant()).checked())
                        .flatMap(merchant -> store.update(transaction, merchant))
                        .flatMap(stored -> tell(transaction, found(stored, id)).map(event -> new Told(event, found(stored, id).merchant()))))
                .flatMap(told -> handOver(told.event(), told.merchant()));
    }

    private record Told(Envelope event, Merchant merchant) {}

    private Uni<Envelope> tell(SqlConnection transaction, Stored stored) {
        Merchant merchant = stored.merchant();
        Envelope event = events.envelope(EventTypes.MERCHANT_CHANGED, merchant.id(), merchant.id(), stored.version(),
                stored.changedAt(), merchant.fact());
        return outbox.append(transaction, List.of(event)).replaceWith(event);
    }

    private Uni<Changed> handOver(Envelope event, Merchant merchant) {
        return handover.giveAll(Peer.NOTIFICATION, List.of(event)).map(applied -> new Changed(merchant, applied));
    }

    private static Stored found(Optional<Stored> stored, String id) {
        return stored.orElseThrow(() -> Problem.notFound("merchant", id));
    }
}
