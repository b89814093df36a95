package io.holdfast.allocation.listing;

import io.holdfast.allocation.channel.KnownChannels;
import io.holdfast.allocation.variant.KnownSkus;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.messaging.Changes.Change;
import io.holdfast.messaging.Changes;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What changes listings. Nobody else needs to hear of them. */
@ApplicationScoped
class Listings {

    /** That nothing is there yet: no version of a listing. */
    private static final long NONE = 0;

    private final Changes changes;
    private final KnownChannels channels;
    private final KnownSkus skus;
    private final ListingStore store;

    /** @param created whether there was none before */
    record Put(Listing listing, boolean created) {}

    Listings(Changes changes, KnownChannels channels, KnownSkus skus, ListingStore store) {
        this.changes = changes;
        this.channels = channels;
        this.skus = skus;
        this.store = store;
    }

    Uni<Put> put(String merchant, String code, String externalId, String ifMatch, String sku) {
        return channels.require(merchant, code)
                .call(channel -> skus.require(merchant, sku))
                .flatMap(channel -> changes.make(merchant, (transaction, now) -> store.lock(transaction, merchant, channel, externalId)
                        .invoke(before -> ETags.require(ifMatch, before.map(Listing::version).orElse(NONE)))
                        .flatMap(before -> store.put(transaction, merchant, channel, externalId, sku, now)
                                .map(after -> new Change<>(new Put(after, before.isEmpty()), List.of())))))
                .map(Applied::result);
    }

    Uni<Void> delete(String merchant, String code, String externalId, String ifMatch) {
        return channels.require(merchant, code).flatMap(channel -> changes.make(merchant, (transaction, now) ->
                store.lock(transaction, merchant, channel, externalId)
                        .map(found -> found.orElseThrow(() -> Problem.notFound("listing", externalId)))
                        .invoke(listing -> ETags.require(ifMatch, listing.version()))
                        .flatMap(listing -> store.delete(transaction, merchant, channel, externalId))
                        .map(gone -> new Change<>(gone, List.of())))).replaceWithVoid();
    }
}
