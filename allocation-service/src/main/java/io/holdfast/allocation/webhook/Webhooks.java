package io.holdfast.allocation.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.allocation.channel.ChannelStore;
import io.holdfast.allocation.sellable.ChannelKey;
import io.holdfast.allocation.sellable.LaneStore;
import io.holdfast.allocation.webhook.Address.Refused;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.messaging.Changes.Change;
import io.holdfast.messaging.Changes;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What changes webhooks. No other service has to know of it. */
@ApplicationScoped
class Webhooks {

    private static final Set<String> READ_ONLY = Set.of("id", "channel", "disabledBecause", "createdAt");

    private final Transactions transactions;
    private final Changes changes;
    private final WebhookStore store;
    private final ClaimStore claims;
    private final DeliveryStore deliveries;
    private final LaneStore lanes;
    private final ChannelStore channels;
    private final CheckedAddresses addresses;
    private final MergePatch patches;
    private final WebhookRounds rounds;

    Webhooks(Transactions transactions, Changes changes, WebhookStore store, ClaimStore claims, DeliveryStore deliveries, LaneStore lanes,
            ChannelStore channels, CheckedAddresses addresses, MergePatch patches, WebhookRounds rounds) {
        this.transactions = transactions;
        this.changes = changes;
        this.store = store;
        this.claims = claims;
        this.deliveries = deliveries;
        this.lanes = lanes;
        this.channels = channels;
        this.addresses = addresses;
        this.patches = patches;
        this.rounds = rounds;
    }

    /** A new one and its secret, which is shown this once. */
    record Created(Webhook webhook, String secret) {}

    /** A new secret, and until when the former one signs as well. */
    @Schema(name = "RotatedSecret")
    record Rotated(UUID id, String secret, Instant formerUntil) {}

    Uni<Created> create(String merchant, WebhookTerms request) {
        WebhookTerms terms = request.checked();
        String secret = Secrets.fresh();
        return reachable(terms.url()).chain(() -> makeShowingSecret(merchant, (transaction, now) -> store.count(transaction, merchant)
                .invoke(Webhooks::requireRoom)
                .chain(() -> requireChannel(transaction, merchant, terms.channel()))
                .flatMap(known -> {
                    Webhook webhook = new Webhook(UuidCreator.getTimeOrderedEpoch(), terms, null, 1, now);
                    return store.insert(transaction, merchant, webhook, secret)
                            .chain(() -> lanes.wake(transaction, merchant)).replaceWith(new Created(webhook, secret));
                })));
    }

    /** A merge patch of url, events and enabled. Turned on again, or led elsewhere, it gets at once what it has missed. */
    Uni<Webhook> patch(String merchant, UUID id, String ifMatch, String body) {
        // A name server may take its time; no transaction waits for it.
        return transactions.of(merchant, reading -> store.find(reading, merchant, id)).map(found -> found.orElseThrow(() -> Problem.notFound("webhook", id)))
                .flatMap(seen -> {
                    String url = patched(seen, body).url();
                    return url.equals(seen.terms().url()) ? Uni.createFrom().voidItem() : reachable(url);
                })
                .chain(() -> make(merchant, (transaction, now) -> locked(transaction, merchant, id)
                        .invoke(webhook -> ETags.require(ifMatch, webhook.version()))
                        .flatMap(webhook -> update(transaction, merchant, webhook, patched(webhook, body)))));
    }

    private WebhookTerms patched(Webhook webhook, String body) {
        return patches.apply(webhook.terms(), body, WebhookTerms.class, READ_ONLY).checked();
    }

    private Uni<Webhook> update(SqlConnection transaction, String merchant, Webhook webhook, WebhookTerms after) {
        if (after.equals(webhook.terms())) {
            return Uni.createFrom().item(webhook);
        }
        return store.update(transaction, merchant, webhook.id(), after).call(() -> after.enabled()
                ? resume(transaction, merchant, webhook.id()) : claims.rest(transaction, merchant, webhook.id()));
    }

    private Uni<Void> resume(SqlConnection transaction, String merchant, UUID id) {
        return lanes.wake(transaction, merchant).chain(() -> claims.resume(transaction, merchant, id));
    }

    Uni<Void> delete(String merchant, UUID id) {
        return make(merchant, (transaction, now) -> store.delete(transaction, merchant, id)).invoke(found -> {
            if (!found) {
                throw Problem.notFound("webhook", id);
            }
        }).replaceWithVoid();
    }

    Uni<Rotated> rotate(String merchant, UUID id) {
        String secret = Secrets.fresh();
        return makeShowingSecret(merchant, (transaction, now) -> store.rotate(transaction, merchant, id, secret, Limits.FORMER_SECRET_LIFE)
                .map(until -> new Rotated(id, secret, until.orElseThrow(() -> Problem.notFound("webhook", id)))));
    }

    /** The SKUs of a delivery go once more: under its id while it still tells the newest, else as a message with what is newest. */
    Uni<Delivery> redeliver(String merchant, UUID id, UUID deliveryId) {
        return makeOnce(merchant, Delivery.class, (transaction, now) -> locked(transaction, merchant, id).invoke(webhook -> {
            if (!webhook.terms().enabled()) {
                throw Problem.conflict("webhook-disabled", "The webhook is not enabled", "Enable it first; what it has missed is sent then.");
            }
        }).chain(() -> deliveries.find(transaction, merchant, id, deliveryId))
                .map(found -> found.orElseThrow(() -> Problem.notFound("delivery", deliveryId)))
                .flatMap(before -> {
                    ChannelKey channel = new ChannelKey(merchant, before.channel());
                    List<String> skus = before.state().equals("PENDING") ? List.of() : before.skus();
                    return claims.again(transaction, channel, id, skus).chain(() -> deliveries.reopen(transaction, channel, id, deliveryId));
                }));
    }

    private <T> Uni<T> make(String merchant, InTransaction<T> work) {
        return made(changes.make(merchant, untold(work)));
    }

    private <T> Uni<T> makeOnce(String merchant, Class<T> type, InTransaction<T> work) {
        return made(changes.makeOnce(merchant, type, untold(work)));
    }

    private <T> Uni<T> makeShowingSecret(String merchant, InTransaction<T> work) {
        return made(changes.makeShowingSecret(merchant, untold(work)));
    }

    private static <T> Changes.Work<T> untold(InTransaction<T> work) {
        return (transaction, now) -> work.in(transaction, now).map(result -> new Change<>(result, List.of()));
    }

    private <T> Uni<T> made(Uni<Applied<T>> work) {
        return work.map(Applied::result).invoke(rounds::hint);
    }

    private interface InTransaction<T> {
        Uni<T> in(SqlConnection transaction, Instant now);
    }

    private Uni<Webhook> locked(SqlConnection transaction, String merchant, UUID id) {
        return store.lock(transaction, merchant, id).map(found -> found.orElseThrow(() -> Problem.notFound("webhook", id)));
    }

    private static void requireRoom(long webhooks) {
        if (webhooks >= Limits.WEBHOOKS_PER_MERCHANT) {
            throw Problem.conflict("limit-reached", "The limit is reached", "A merchant may have up to " + Limits.WEBHOOKS_PER_MERCHANT + " webhooks.");
        }
    }

    private Uni<Void> requireChannel(SqlConnection transaction, String merchant, String channel) {
        return channel == null ? Uni.createFrom().voidItem() : channels.known(transaction, merchant, List.of(channel)).invoke(known ->
                new Problem.Errors().check(!known.isEmpty(), "/channel", "there is no channel \"" + channel + "\"").throwIfAny()).replaceWithVoid();
    }

    /** Fails with 422 for an address that may not be reached, now; it is checked again at each attempt. */
    private Uni<Void> reachable(String url) {
        return addresses.of(Address.of(url)).replaceWithVoid()
                .onFailure(Refused.class).transform(refused -> Problem.invalid("/url", refused.getMessage()));
    }
}
