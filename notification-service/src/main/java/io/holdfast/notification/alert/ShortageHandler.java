package io.holdfast.notification.alert;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.OrderChanged;
import io.holdfast.messaging.EventHandler;
import io.holdfast.messaging.Events;
import io.holdfast.notification.merchant.Hours;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the orders that could not be covered. */
@ApplicationScoped
class ShortageHandler implements EventHandler {

    /** States that no short order ever takes: their events have nothing to tell. */
    private static final Set<String> NEVER_SHORT = Set.of("UNPAID", "EXPIRED", "PAYMENT_FAILED", "SUPERSEDED");

    /** States that an order takes instead of being short, or after it. */
    private static final Set<String> COVERED = Set.of("PAID", "PARTIALLY_FULFILLED", "FULFILLED", "CANCELLED");

    private static final long FIRST = 1;

    private final ShortageStore store;
    private final Events events;
    private final Hours hours;

    ShortageHandler(ShortageStore store, Events events, Hours hours) {
        this.store = store;
        this.events = events;
        this.hours = hours;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.ORDER_CHANGED);
    }

    /** Whatever is not newer than what is known changes nothing. */
    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<Envelope> batch) {
        Map<Shortage.Key, Shortage> orders = new HashMap<>();
        for (Envelope event : batch) {
            if (mayConcern(event)) {
                Shortage shortage = Shortage.of(event, events.data(event, OrderChanged.class));
                orders.merge(shortage.key(), shortage, Shortage::and);
            }
        }
        Map<String, Instant> raised = new HashMap<>();
        orders.values().stream().filter(Shortage::open)
                .forEach(s -> raised.merge(s.key().merchant(), s.since(), (a, b) -> a.isBefore(b) ? a : b));
        return orders.isEmpty() ? Uni.createFrom().voidItem() : store.save(transaction, List.copyOf(orders.values())).flatMap(saved -> hours.judgeAgain(transaction, raised));
    }

    /**
     * Nearly all orders are never short, so most events are told apart by their state alone. A first event that says
     * otherwise than short has no earlier one that could still come and say so; a later one is kept, lest it does. What
     * is in no state that we know is read: it may be no order at all, which only reading tells.
     */
    private static boolean mayConcern(Envelope event) {
        String state = event.data().path("state").asText();
        boolean tellsNothing = NEVER_SHORT.contains(state) || COVERED.contains(state) && event.version() == FIRST;
        return !tellsNothing;
    }
}
