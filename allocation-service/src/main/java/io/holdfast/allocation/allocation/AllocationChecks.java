package io.holdfast.allocation.allocation;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.allocation.channel.ChannelStore;
import io.holdfast.allocation.rules.AllocationTerms;
import io.holdfast.allocation.rules.Membership;
import io.holdfast.allocation.rules.Membership.Overlap;
import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an allocation must keep to; each refusal tells all that is wrong. */
@ApplicationScoped
class AllocationChecks {

    private static final AllocationTerms.Bounds BOUNDS = new AllocationTerms.Bounds(Limits.COUNT, Limits.CHANNELS_PER_MERCHANT);

    private final AllocationStore store;
    private final ChannelStore channels;

    /** What a refusal says of an allocation that a channel is in already. */
    private record Conflict(String channel, UUID allocation, Instant startsAt, Instant endsAt) {

        private static Conflict of(Overlap overlap) {
            return new Conflict(overlap.channel(), overlap.with().id(), overlap.with().window().startsAt(), overlap.with().window().endsAt());
        }
    }

    AllocationChecks(AllocationStore store, ChannelStore channels) {
        this.store = store;
        this.channels = channels;
    }

    /** The terms with every default in its place; fails with 422 where they are wrong by themselves. */
    static AllocationTerms checked(AllocationTerms terms) {
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

    static void withinLimit(int allocations) {
        if (allocations > Limits.ALLOCATIONS_PER_SKU) {
            throw Problem.conflict("limit-reached", "The limit is reached",
                    "A SKU may have up to " + Limits.ALLOCATIONS_PER_SKU + " allocations.");
        }
    }

    static void notOver(Allocation created) {
        Problem.Errors errors = new Problem.Errors();
        created.terms().neverInForce(created.createdAt()).ifPresent(finding -> errors.check(false, finding.pointer(), finding.detail()));
        errors.throwIfAny();
    }

    /**
     * Fails with 422 for channels that don't exist, and with 409 for those that are in another pot of the SKU at the same
     * time. In the SKU's turn, so that nobody else makes such a pot meanwhile.
     */
    Uni<Void> membersFit(SqlConnection transaction, String merchant, Allocation allocation) {
        AllocationTerms terms = allocation.terms();
        return channels.known(transaction, merchant, terms.channels()).flatMap(known -> {
            Problem.Errors errors = new Problem.Errors();
            for (int i = 0; i < terms.channels().size(); i++) {
                errors.check(known.contains(terms.channels().get(i)), "/channels/" + i, "there is no channel \"" + terms.channels().get(i) + "\"");
            }
            errors.throwIfAny();
            return terms.drawable() ? store.pots(transaction, merchant, terms.sku(), terms.purpose())
                    : Uni.createFrom().item(List.<Membership.Pot>of());
        }).map(pots -> {
            refuse(terms.purpose(), Membership.overlaps(allocation.pot(), pots, allocation.asOf()));
            return null;
        });
    }

    private static void refuse(String purpose, List<Overlap> overlaps) {
        if (!overlaps.isEmpty()) {
            throw Problem.conflict("allocation-overlap", "A channel is in another " + purpose + " of this SKU",
                            "A channel may be a member of one " + purpose + " per SKU at a time. Edit the other allocation, or leave the"
                                    + " channel out, or let one window end before the other starts.")
                    .with("overlaps", overlaps.stream().map(Conflict::of).toList())
                    .with("errors", overlaps.stream().map(o -> new Problem.Error("/channels/" + o.place(),
                            "\"" + o.channel() + "\" is a member of allocation " + o.with().id())).toList());
        }
    }
}
