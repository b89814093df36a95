package io.holdfast.allocation.channel;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.allocation.rules.ChannelTerms;
import io.holdfast.allocation.rules.UnpaidLife;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.messaging.Changes.Change;
import io.holdfast.messaging.Changes;
import io.holdfast.messaging.Events;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.editing.MergePatch;
import io.holdfast.service.peers.StockQuestions;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What changes channels. */
@ApplicationScoped
class Channels {

    private static final Set<String> READ_ONLY = Set.of("code", "position", "createdAt", "ready", "notReady", "applied");
    private static final ChannelTerms.Bounds BOUNDS = new ChannelTerms.Bounds(Limits.LOCATIONS_PER_MERCHANT, Limits.PRIORITY,
            new UnpaidLife(Limits.SHORTEST_UNPAID_LIFE, Limits.LONGEST_UNPAID_LIFE));

    private final Transactions transactions;
    private final Changes changes;
    private final ChannelStore store;
    private final Events events;
    private final MergePatch patches;
    private final StockQuestions stock;

    Channels(Transactions transactions, Changes changes, ChannelStore store, Events events, MergePatch patches, StockQuestions stock) {
        this.transactions = transactions;
        this.changes = changes;
        this.store = store;
        this.events = events;
        this.patches = patches;
        this.stock = stock;
    }

    Uni<Applied<Channel>> create(String merchant, ChannelTerms request) {
        ChannelTerms terms = checked(request);
        return locationsExist(merchant, terms.locations()).flatMap(exist -> changes.makeOnce(merchant, Channel.class, (transaction, now) ->
                store.count(transaction, merchant)
                        .invoke(Channels::withinLimit)
                        .flatMap(position -> store.insert(transaction, merchant, terms, position, now))
                        .map(inserted -> inserted.orElseThrow(() -> Problem.conflict("code-taken", "The code is taken",
                                "There is a channel \"" + terms.code() + "\" already.")))
                        .map(created -> told(merchant, created, now))));
    }

    /** A merge patch of all but the code. */
    Uni<Applied<Channel>> patch(String merchant, String code, String ifMatch, String body) {
        // Before the transaction, because a row should not stay locked while another service is asked.
        return transactions.of(merchant, reading -> store.find(reading, merchant, code))
                .map(found -> found.orElseThrow(() -> Problem.notFound("channel", code)))
                .flatMap(before -> {
                    List<String> locations = patched(before, body).locations();
                    return locations == null || locations.equals(before.terms().locations()) ? Uni.createFrom().voidItem()
                            : locationsExist(merchant, locations);
                })
                .flatMap(exist -> changes.make(merchant, (transaction, now) -> store.lock(transaction, merchant, code)
                        .map(found -> found.orElseThrow(() -> Problem.notFound("channel", code)))
                        .flatMap(channel -> {
                            ETags.require(ifMatch, channel.version());
                            ChannelTerms after = patched(channel, body);
                            return after.equals(channel.terms())
                                    ? Uni.createFrom().item(new Change<>(channel, List.<Envelope>of()))
                                    : store.update(transaction, merchant, after).map(updated -> told(merchant, updated, now));
                        })));
    }

    private ChannelTerms patched(Channel before, String body) {
        return checked(patches.apply(before.terms(), body, ChannelTerms.class, READ_ONLY));
    }

    private static ChannelTerms checked(ChannelTerms terms) {
        Problem.Errors errors = new Problem.Errors()
                .check(terms.code() != null && holds(terms.code(), Limits.CODE_CODE_POINTS), "/code", rule(Limits.CODE_CODE_POINTS))
                .check(terms.name() != null && holds(terms.name(), Limits.NAME_CODE_POINTS), "/name", rule(Limits.NAME_CODE_POINTS));
        for (int i = 0; terms.locations() != null && i < terms.locations().size(); i++) {
            String location = terms.locations().get(i);
            errors.check(location != null && holds(location, Limits.CODE_CODE_POINTS), "/locations/" + i, rule(Limits.CODE_CODE_POINTS));
        }
        terms.findings(BOUNDS).forEach(finding -> errors.check(false, finding.pointer(), finding.detail()));
        errors.throwIfAny();
        return terms.complete();
    }

    private static void withinLimit(long channels) {
        if (channels > Limits.CHANNELS_PER_MERCHANT) {
            throw Problem.conflict("limit-reached", "The limit is reached",
                    "A merchant may have up to " + Limits.CHANNELS_PER_MERCHANT + " channels.");
        }
    }

    /** Fails with 422 naming the locations that the merchant doesn't have; with 503 while nobody can say. */
    private Uni<Void> locationsExist(String merchant, List<String> locations) {
        if (locations == null) {
            return Uni.createFrom().voidItem();
        }
        return stock.locations(merchant).map(answer -> {
            Set<String> known = Set.copyOf(answer.orElseThrow(() -> Problem.unavailable(
                    "Whether the locations exist can't be checked: the stock service does not answer.", 2)));
            Problem.Errors errors = new Problem.Errors();
            for (int i = 0; i < locations.size(); i++) {
                errors.check(known.contains(locations.get(i)), "/locations/" + i, "there is no location \"" + locations.get(i) + "\"");
            }
            errors.throwIfAny();
            return null;
        });
    }

    private Change<Channel> told(String merchant, Channel channel, Instant now) {
        return new Change<>(channel, List.of(events.envelope(EventTypes.CHANNEL_CHANGED, merchant, channel.terms().code(),
                channel.version(), now, channel.told())));
    }
}
