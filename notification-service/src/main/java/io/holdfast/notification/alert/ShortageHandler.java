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
            Shortage shortage = Shortage.of(event, events.data(event, OrderChanged.class));
            orders.merge(shortage.key(), shortage, Shortage::and);
        }
        Map<String, Instant> raised = new HashMap<>();
        orders.values().stream().filter(Shortage::open)
                .forEach(s -> raised.merge(s.key().merchant(), s.since(), (a, b) -> a.isBefore(b) ? a : b));
        return store.save(transaction, List.copyOf(orders.values())).flatMap(saved -> hours.judgeAgain(transaction, raised));
    }
}
