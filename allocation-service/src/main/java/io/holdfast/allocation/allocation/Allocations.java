package io.holdfast.allocation.allocation;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.allocation.allocation.AllocationStore.Turn;
import io.holdfast.allocation.rules.AllocationTerms;
import io.holdfast.allocation.variant.KnownSkus;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.messaging.Changes.Change;
import io.holdfast.messaging.Changes;
import io.holdfast.messaging.Events;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.editing.MergePatch;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What changes allocations: those of one SKU one after the other, so that they are judged against each other. */
@ApplicationScoped
class Allocations {

    private static final Set<String> READ_ONLY =
            Set.of("id", "sku", "purpose", "state", "drawn", "remaining", "warnings", "createdAt", "applied");

    private final Changes changes;
    private final AllocationStore store;
    private final AllocationChecks checks;
    private final KnownSkus skus;
    private final Events events;
    private final MergePatch patches;

    /** An allocation as it is once its SKU's turn has come. */
    private record InTurn(Allocation allocation, Turn turn) {}

    Allocations(Changes changes, AllocationStore store, AllocationChecks checks, KnownSkus skus, Events events, MergePatch patches) {
        this.changes = changes;
        this.store = store;
        this.checks = checks;
        this.skus = skus;
        this.events = events;
        this.patches = patches;
    }

    Uni<Applied<Allocation>> create(String merchant, AllocationTerms request) {
        AllocationTerms terms = AllocationChecks.checked(request);
        return skus.require(merchant, terms.sku()).flatMap(exists -> changes.makeOnce(merchant, Allocation.class, (transaction, begun) ->
                store.turn(transaction, merchant, terms.sku(), 1)
                        .invoke(turn -> AllocationChecks.withinLimit(turn.allocations()))
                        .map(turn -> Allocation.created(UuidCreator.getTimeOrderedEpoch(), terms, turn.now()))
                        .invoke(AllocationChecks::notOver)
                        .call(allocation -> checks.membersFit(transaction, merchant, allocation))
                        .call(allocation -> store.insert(transaction, merchant, allocation))
                        .map(allocation -> told(merchant, allocation, false, allocation.createdAt()))));
    }

    /** A merge patch of all but SKU and purpose. */
    Uni<Applied<Allocation>> patch(String merchant, UUID id, String ifMatch, String body) {
        return changes.make(merchant, (transaction, begun) -> inTurn(transaction, merchant, id, ifMatch, 0).flatMap(mine -> {
            Allocation before = mine.allocation();
            AllocationTerms terms = AllocationChecks.checked(patches.apply(before.terms(), body, AllocationTerms.class, READ_ONLY));
            if (terms.equals(before.terms())) {
                return Uni.createFrom().item(new Change<>(before, List.<Envelope>of()));
            }
            Instant now = mine.turn().now();
            Allocation after = before.edited(terms, now);
            return checks.membersFit(transaction, merchant, after)
                    .flatMap(fit -> store.update(transaction, merchant, after))
                    .map(updated -> told(merchant, after, false, now));
        }));
    }

    Uni<Applied<Allocation>> end(String merchant, UUID id, String ifMatch) {
        return changes.make(merchant, (transaction, begun) -> inTurn(transaction, merchant, id, ifMatch, -1)
                .call(() -> store.delete(transaction, merchant, id))
                .map(last -> told(merchant, last.allocation().edited(last.allocation().terms(), last.turn().now()), true, last.turn().now())));
    }

    private Uni<InTurn> inTurn(SqlConnection transaction, String merchant, UUID id, String ifMatch, int more) {
        return store.find(transaction, merchant, id)
                .map(found -> found.orElseThrow(() -> Problem.notFound("allocation", id)))
                .flatMap(seen -> store.turn(transaction, merchant, seen.terms().sku(), more))
                .flatMap(turn -> store.find(transaction, merchant, id)
                        .map(found -> new InTurn(found.orElseThrow(() -> Problem.notFound("allocation", id)), turn)))
                .invoke(mine -> ETags.require(ifMatch, mine.allocation().version()));
    }

    private Change<Allocation> told(String merchant, Allocation allocation, boolean ended, Instant now) {
        return new Change<>(allocation, List.of(events.envelope(EventTypes.ALLOCATION_CHANGED, merchant, allocation.id().toString(),
                allocation.version(), now, allocation.told(ended))));
    }
}
