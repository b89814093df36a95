package io.holdfast.allocation.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.allocation.sellable.Told;
import io.holdfast.allocation.sellable.ToldStore.Stretch;
import io.holdfast.allocation.sellable.ToldStore;
import io.holdfast.allocation.sellable.Value;
import io.holdfast.allocation.webhook.Courier.Outcome;
import io.holdfast.allocation.webhook.WebhookStore.Receiver;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One attempt in a lane: what is to be told is read fresh each time, so that a receiver that was away gets the newest
 * value of each SKU and no other. The same content keeps its message id, so that receivers recognise a repetition;
 * other content is another message.
 */
@ApplicationScoped
class Delivering {

    /** Between two deliveries of a lane under load; what changes meanwhile goes with the next. */
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** Longer than an attempt can take: nobody else works on a lane as long as this one does. */
    static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LATEST_START = LEASE.minus(Limits.WEBHOOK_PATIENCE.multipliedBy(2));

    private final Transactions transactions;
    private final WebhookStore webhooks;
    private final ClaimStore claims;
    private final DeliveryStore deliveries;
    private final ToldStore told;
    private final Messages messages;
    private final Courier courier;

    Delivering(Transactions transactions, WebhookStore webhooks, ClaimStore claims, DeliveryStore deliveries, ToldStore told, Messages messages,
            Courier courier) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.claims = claims;
        this.deliveries = deliveries;
        this.told = told;
        this.messages = messages;
        this.courier = courier;
    }

    /** What one attempt carries; {@code upTo}: with it the lane has dealt with everything up to there. */
    private record Parcel(Lane lane, Receiver receiver, UUID delivery, String body, List<Told> content, long upTo) {}

    /** Prepares, sends, and records what became of it; each in a transaction of its own, none open while the receiver thinks. */
    Uni<Void> attempt(Lane lane) {
        long begun = System.nanoTime();
        return transactions.of(lane.merchant(), transaction -> prepare(transaction, lane))
                // Whoever was held up for so long may have been succeeded: what it has in hand may be old by now.
                .map(parcel -> System.nanoTime() - begun < LATEST_START.toNanos() ? parcel : Optional.<Parcel>empty())
                .flatMap(parcel -> parcel.isEmpty() ? Uni.createFrom().voidItem() : send(parcel.get())
                        .flatMap(outcome -> transactions.of(lane.merchant(), transaction -> settle(transaction, parcel.get(), outcome))));
    }

    private Uni<Optional<Parcel>> prepare(SqlConnection transaction, Lane lane) {
        return webhooks.receiver(transaction, lane.merchant(), lane.webhook()).flatMap(receiver -> {
            if (receiver.isEmpty() || !receiver.get().enabled()) {
                return claims.rest(transaction, lane.merchant(), lane.webhook()).replaceWith(Optional.empty());
            }
            return content(transaction, lane).flatMap(content -> content.isEmpty()
                    ? claims.done(transaction, lane, lane.isByHand() ? 0 : lane.newest(), lane.again(), Duration.ZERO).replaceWith(Optional.empty())
                    : message(transaction, lane, receiver.get(), content).map(Optional::of));
        });
    }

    private Uni<List<Told>> content(SqlConnection transaction, Lane lane) {
        return lane.isByHand() ? told.ofSkus(transaction, lane.channel(), lane.again(), Limits.ITEMS_PER_DELIVERY)
                : told.after(transaction, lane.channel(), lane.position(), Limits.ITEMS_PER_DELIVERY);
    }

    /** The delivery that was begun with the same content, else a new one in place of those begun. */
    private Uni<Parcel> message(SqlConnection transaction, Lane lane, Receiver receiver, List<Told> content) {
        List<Value> values = content.stream().map(Told::value).toList();
        Map<String, Long> versions = values.stream().collect(Collectors.toMap(Value::sku, Value::version));
        long upTo = lane.isByHand() ? 0 : content.size() < Limits.ITEMS_PER_DELIVERY ? Math.max(lane.newest(), last(content)) : last(content);
        return deliveries.open(transaction, lane).flatMap(open -> {
            Optional<Delivery> same = open.stream().filter(delivery -> delivery.content().equals(versions)).findFirst();
            Uni<Void> others = deliveries.replaced(transaction, lane, open.stream().filter(one -> !same.equals(Optional.of(one))).toList());
            if (same.isPresent()) {
                return others.replaceWith(new Parcel(lane, receiver, same.get().id(), same.get().payload(), content, upTo));
            }
            UUID id = UuidCreator.getTimeOrderedEpoch();
            String body = messages.body(lane.channel().channel(), values, receiver.now());
            return others.chain(() -> deliveries.insert(transaction, lane, id, body, values, receiver.now()))
                    .replaceWith(new Parcel(lane, receiver, id, body, content, upTo));
        });
    }

    private static long last(List<Told> content) {
        return content.get(content.size() - 1).position();
    }

    private Uni<Outcome> send(Parcel parcel) {
        return courier.bring(parcel.receiver().url(), Messages.headers(parcel.delivery(), parcel.body(), parcel.receiver()), parcel.body());
    }

    private Uni<Void> settle(SqlConnection transaction, Parcel parcel, Outcome outcome) {
        if (outcome.isSuccess()) {
            List<Stretch> reached = parcel.content().stream()
                    .map(one -> new Stretch(parcel.lane().channel(), one.position() - 1, one.position())).toList();
            return told.delivered(transaction, reached).chain(() -> end(transaction, parcel, "DELIVERED", outcome));
        }
        if (outcome.isGone()) {
            return webhooks.disable(transaction, parcel.lane().merchant(), parcel.lane().webhook(), "The receiver answered 410 Gone")
                    .chain(() -> claims.rest(transaction, parcel.lane().merchant(), parcel.lane().webhook()))
                    .chain(() -> deliveries.attempted(transaction, parcel.lane(), parcel.delivery(), "PARKED", outcome));
        }
        Optional<Duration> wait = Backoff.after(parcel.lane().attempts() + 1);
        return wait.isEmpty() ? end(transaction, parcel, "PARKED", outcome)
                : claims.failed(transaction, parcel.lane(), wait.get())
                        .chain(() -> deliveries.attempted(transaction, parcel.lane(), parcel.delivery(), "PENDING", outcome));
    }

    /** The lane goes on behind it. */
    private Uni<Void> end(SqlConnection transaction, Parcel parcel, String state, Outcome outcome) {
        List<String> skus = parcel.lane().isByHand() ? parcel.content().stream().map(one -> one.value().sku()).toList() : List.of();
        return claims.done(transaction, parcel.lane(), parcel.upTo(), skus, PAUSE)
                .chain(() -> deliveries.attempted(transaction, parcel.lane(), parcel.delivery(), state, outcome));
    }
}
