package io.holdfast.gateway.merchant;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.gateway.key.ApiKey;
import io.holdfast.gateway.key.KeyStore;
import io.holdfast.gateway.merchant.MerchantStore.Stored;
import io.holdfast.messaging.Events;
import io.holdfast.messaging.Handover;
import io.holdfast.messaging.Outbox;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.editing.MergePatch;
import io.holdfast.service.idempotency.KeyedRequest;
import io.holdfast.service.idempotency.Once;
import io.holdfast.service.peers.Peers.Peer;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Creates and changes merchants; each change and its event are one transaction. */
@ApplicationScoped
class Merchants {

    /** Members that GET gives as well and PATCH ignores. */
    private static final Set<String> READ_ONLY = Set.of("id", "adminKey", "applied");

    private final Pool pool;
    private final MerchantStore store;
    private final KeyStore keys;
    private final Events events;
    private final Outbox outbox;
    private final Handover handover;
    private final MergePatch patches;
    private final Once once;

    Merchants(Pool pool, MerchantStore store, KeyStore keys, Events events, Outbox outbox, Handover handover, MergePatch patches, Once once) {
        this.pool = pool;
        this.store = store;
        this.keys = keys;
        this.events = events;
        this.outbox = outbox;
        this.handover = handover;
        this.patches = patches;
        this.once = once;
    }

    /**
     * A merchant after a change.
     *
     * @param version of its entry, for the entity tag
     * @param applied whether the part that works with it knows it already
     */
    record Changed(Merchant merchant, long version, boolean applied) {}

    private record Told(Stored stored, Envelope event) {}

    /** Creates a merchant with its first key; empty, and nothing stored, if the id is taken. */
    Uni<Optional<Changed>> create(Merchant merchant, ApiKey key) {
        KeyedRequest request = once.current();
        return pool.withTransaction(transaction -> once.showingSecret(transaction, request, () -> store.insert(transaction, merchant)
                        .flatMap(stored -> stored.isEmpty() ? Uni.createFrom().item(Optional.<Told>empty())
                                : keys.insert(transaction, key).chain(() -> tell(transaction, stored.get())).map(Optional::of))))
                .flatMap(told -> told.isEmpty() ? Uni.createFrom().item(Optional.<Changed>empty())
                        : handOver(told.get()).map(Optional::of));
    }

    Uni<Stored> get(String id) {
        return store.find(pool, id).map(stored -> found(stored, id));
    }

    /**
     * Changes what the patch mentions; locked meanwhile, so that no concurrent change is overwritten unseen.
     *
     * @param patch a merge patch, JSON
     * @param ifMatch the header, or null
     */
    Uni<Changed> change(String id, String patch, String ifMatch) {
        return pool.withTransaction(transaction -> store.lock(transaction, id)
                        .map(stored -> patched(found(stored, id), patch, ifMatch))
                        .flatMap(merchant -> store.update(transaction, merchant))
                        .flatMap(stored -> tell(transaction, found(stored, id))))
                .flatMap(this::handOver);
    }

    private Merchant patched(Stored stored, String patch, String ifMatch) {
        ETags.require(ifMatch, stored.version());
        MerchantEntry current = MerchantEntry.of(stored.merchant());
        return patches.apply(current, patch, MerchantEntry.class, READ_ONLY).as(stored.merchant().id()).checked();
    }

    private Uni<Told> tell(SqlConnection transaction, Stored stored) {
        Merchant merchant = stored.merchant();
        Envelope event = events.envelope(EventTypes.MERCHANT_CHANGED, merchant.id(), merchant.id(), stored.version(),
                stored.changedAt(), merchant.fact());
        return outbox.append(transaction, List.of(event)).replaceWith(new Told(stored, event));
    }

    private Uni<Changed> handOver(Told told) {
        return handover.giveAll(Peer.NOTIFICATION, List.of(told.event()))
                .map(applied -> new Changed(told.stored().merchant(), told.stored().version(), applied));
    }

    private static Stored found(Optional<Stored> stored, String id) {
        return stored.orElseThrow(() -> Problem.notFound("merchant", id));
    }
}
