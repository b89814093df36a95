package io.holdfast.allocation.allocation;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.allocation.channel.ChannelStore;
import io.holdfast.allocation.rules.AllocationTerms;
import io.holdfast.allocation.rules.Membership;
import io.holdfast.allocation.rules.Membership.Overlap;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.messaging.Changes;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.messaging.Changes.Change;
import io.holdfast.messaging.Events;
import io.holdfast.service.Limits;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.editing.MergePatch;
import io.holdfast.service.peers.StockQuestions;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What changes allocations: those of one SKU one after the other, so that they are judged against each other. */
@ApplicationScoped
class Allocations {

    private static final Set<String> READ_ONLY = Set.of("id", "sku", "purpose", "drawn", "remaining", "warnings", "createdAt", "applied");
    private static final AllocationTerms.Bounds BOUNDS = new AllocationTerms.Bounds(Limits.COUNT, Limits.CHANNELS_PER_MERCHANT);

    private final Changes changes;
    private final AllocationStore store;
    private final ChannelStore channels;
    private final Events events;
    private final MergePatch patches;
    private final StockQuestions stock;

    Allocations(Changes changes, AllocationStore store, ChannelStore channels, Events events, MergePatch patches, StockQuestions stock) {
        this.changes = changes;
        this.store = store;
        this.channels = channels;
        this.events = events;
        this.patches = patches;
        this.stock = stock;
    }

    Uni<Applied<Allocation>> create(String merchant, AllocationTerms request) {
        AllocationTerms terms = checked(request);
        UUID id = UuidCreator.getTimeOrderedEpoch();
        return skuExists(merchant, terms.sku()).flatMap(exists -> changes.make((transaction, now) ->
                store.turn(transaction, merchant, terms.sku(), 1)
                        .invoke(Allocations::withinLimit)
                        .flatMap(counted -> membersFit(transaction, merchant, id, terms))
                        .flatMap(fit -> store.insert(transaction, merchant, id, terms, now))
                        .map(inserted -> told(merchant, new Allocation(id, terms, 1, now), false, now))));
    }

    /** A merge patch of quantity, channels and adjust. */
    Uni<Applied<Allocation>> patch(String merchant, UUID id, String ifMatch, String body) {
        return changes.make((transaction, now) -> inTurn(transaction, merchant, id, ifMatch, 0).flatMap(before -> {
            AllocationTerms after = checked(patches.apply(before.terms(), body, AllocationTerms.class, READ_ONLY));
            if (after.equals(before.terms())) {
                return Uni.createFrom().item(new Change<>(before, List.<Envelope>of()));
            }
            return membersFit(transaction, merchant, id, after)
                    .flatMap(fit -> store.update(transaction, merchant, id, after))
                    .map(updated -> told(merchant, new Allocation(id, after, before.version() + 1, before.createdAt()), false, now));
        }));
    }

    Uni<Applied<Allocation>> end(String merchant, UUID id, String ifMatch) {
        return changes.make((transaction, now) -> inTurn(transaction, merchant, id, ifMatch, -1)
                .call(() -> store.delete(transaction, merchant, id))
                .map(last -> told(merchant, new Allocation(id, last.terms(), last.version() + 1, last.createdAt()), true, now)));
    }

    /** The allocation as it is once its SKU's turn has come. */
    private Uni<Allocation> inTurn(SqlConnection transaction, String merchant, UUID id, String ifMatch, int more) {
        return store.find(transaction, merchant, id)
                .map(found -> found.orElseThrow(() -> Problem.notFound("allocation", id)))
                .call(seen -> store.turn(transaction, merchant, seen.terms().sku(), more))
                .flatMap(seen -> store.find(transaction, merchant, id))
                .map(found -> found.orElseThrow(() -> Problem.notFound("allocation", id)))
                .invoke(allocation -> ETags.require(ifMatch, allocation.version()));
    }

    private static AllocationTerms checked(AllocationTerms terms) {
        Problem.Errors errors = new Problem.Errors()
                .check(terms.sku() != null && holds(terms.sku(), Limits.SKU_CODE_POINTS), "/sku", rule(Limits.SKU_CODE_POINTS));
        for (int i = 0; terms.channels() != null && i < terms.channels().size(); i++) {
            String channel = terms.channels().get(i);
            errors.check(channel != null && holds(channel, Limits.CODE_CODE_POINTS), "/channels/" + i, rule(Limits.CODE_CODE_POINTS));
        }
        terms.findings(BOUNDS).forEach(finding -> errors.check(false, finding.pointer(), finding.detail()));
        errors.throwIfAny();
        return terms.complete();
    }

    private static void withinLimit(int allocations) {
        if (allocations > Limits.ALLOCATIONS_PER_SKU) {
            throw Problem.conflict("limit-reached", "The limit is reached",
                    "A SKU may have up to " + Limits.ALLOCATIONS_PER_SKU + " allocations.");
        }
    }

    /** Fails with 422 if the stock service doesn't know the SKU; with 503 while nobody can say. */
    private Uni<Void> skuExists(String merchant, String sku) {
        return stock.levels(merchant, List.of(sku)).map(answer -> {
            boolean exists = answer.orElseThrow(() -> Problem.unavailable(
                    "Whether the SKU exists can't be checked: the stock service does not answer.", 2)).containsKey(sku);
            new Problem.Errors().check(exists, "/sku", "there is no SKU \"" + sku + "\"").throwIfAny();
            return null;
        });
    }

    /** Fails with 422 for channels that don't exist, and with 409 for those that are members of another {@code RESERVE} of the SKU. */
    private Uni<Void> membersFit(SqlConnection transaction, String merchant, UUID id, AllocationTerms terms) {
        return channels.known(transaction, merchant, terms.channels()).flatMap(known -> {
            Problem.Errors errors = new Problem.Errors();
            for (int i = 0; i < terms.channels().size(); i++) {
                errors.check(known.contains(terms.channels().get(i)), "/channels/" + i, "there is no channel \"" + terms.channels().get(i) + "\"");
            }
            errors.throwIfAny();
            return terms.reserves() ? store.pots(transaction, merchant, terms.sku()) : Uni.createFrom().item(List.<Membership.Pot>of());
        }).map(pots -> {
            refuse(Membership.overlaps(id, terms.channels(), pots));
            return null;
        });
    }

    private static void refuse(List<Overlap> overlaps) {
        if (!overlaps.isEmpty()) {
            throw Problem.conflict("allocation-overlap", "A channel is in another RESERVE of this SKU",
                            "A channel may be a member of one RESERVE per SKU. Edit the other allocation, or leave the channel out.")
                    .with("overlaps", overlaps.stream().map(o -> Map.of("channel", o.channel(), "allocation", o.allocation())).toList())
                    .with("errors", overlaps.stream().map(o -> new Problem.Error("/channels/" + o.place(),
                            "\"" + o.channel() + "\" is a member of allocation " + o.allocation())).toList());
        }
    }

    private Change<Allocation> told(String merchant, Allocation allocation, boolean ended, Instant now) {
        return new Change<>(allocation, List.of(events.envelope(EventTypes.ALLOCATION_CHANGED, merchant, allocation.id().toString(),
                allocation.version(), now, allocation.told(ended))));
    }
}
