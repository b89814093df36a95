package io.holdfast.notification.alert;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.LevelChanged;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.messaging.EventHandler;
import io.holdfast.messaging.Events;
import io.holdfast.messaging.Outbox;
import io.holdfast.notification.merchant.Hours;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns facts about variants and levels into alerts: a whole batch with a few statements. */
@ApplicationScoped
class AlertHandler implements EventHandler {

    private final FactsStore factsStore;
    private final AlertStore alertStore;
    private final Events events;
    private final Outbox outbox;
    private final Hours hours;

    AlertHandler(FactsStore factsStore, AlertStore alertStore, Events events, Outbox outbox, Hours hours) {
        this.factsStore = factsStore;
        this.alertStore = alertStore;
        this.events = events;
        this.outbox = outbox;
        this.hours = hours;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.VARIANT_CHANGED, EventTypes.LEVEL_CHANGED);
    }

    /** A step that the trail knows, or that is older than all of it, changes nothing. */
    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<Envelope> batch) {
        Map<SkuKey, List<Envelope>> news = batch.stream()
                .collect(Collectors.groupingBy(e -> new SkuKey(e.merchant(), e.subject())));
        return factsStore.lock(transaction, news.keySet())
                .flatMap(known -> alertStore.of(transaction, alerted(known))
                        .flatMap(alerts -> write(transaction, learn(known, news), alerts, news)));
    }

    /** Most variants never had one: of them there is nothing to read. */
    private static List<SkuKey> alerted(Map<SkuKey, Facts> known) {
        return known.values().stream().filter(Facts::alerted).map(Facts::key).toList();
    }

    private List<Facts> learn(Map<SkuKey, Facts> known, Map<SkuKey, List<Envelope>> news) {
        List<Facts> learned = new ArrayList<>();
        known.forEach((key, facts) -> {
            Facts now = facts;
            for (Envelope event : news.get(key)) {
                now = event.type().equals(EventTypes.VARIANT_CHANGED)
                        ? now.with(events.data(event, VariantChanged.class), event.version(), event.time())
                        : now.with(events.data(event, LevelChanged.class), event.version(), event.time());
            }
            learned.add(now);
        });
        return learned;
    }

    private Uni<Void> write(SqlConnection transaction, List<Facts> facts, Map<SkuKey, Map<Spot, Alert>> alerts, Map<SkuKey, List<Envelope>> news) {
        List<Facts> learned = new ArrayList<>(facts.size());
        List<Alert> changed = new ArrayList<>();
        List<Envelope> told = new ArrayList<>();
        Map<String, Instant> raised = new HashMap<>();
        for (Facts of : facts) {
            Map<Spot, Alert> known = alerts.getOrDefault(of.key(), Map.of());
            int before = changed.size();
            for (Spot spot : of.spots(known.keySet())) {
                Alert next = Alert.next(spot, of, known.get(spot));
                if (next != null) {
                    changed.add(next);
                    told.add(told(next, of.changedAt()).tracedBy(trace(news.get(of.key()))));
                    if (next.isOpen()) {
                        raised.merge(of.key().merchant(), next.since(), (a, b) -> a.isBefore(b) ? a : b);
                    }
                }
            }
            learned.add(changed.size() == before ? of : of.withAlert());
        }
        return factsStore.save(transaction, learned)
                .flatMap(saved -> alertStore.save(transaction, changed))
                .flatMap(saved -> outbox.append(transaction, told))
                .flatMap(sent -> hours.judgeAgain(transaction, raised));
    }

    /** Of several facts the last that is a part of one. */
    private static String trace(List<Envelope> facts) {
        return facts.stream().map(Envelope::traceparent).filter(Objects::nonNull).reduce((one, other) -> other).orElse(null);
    }

    /** An alert as it is since its version. */
    Envelope told(Alert alert, Instant time) {
        return events.envelope(EventTypes.ALERT_CHANGED, alert.key().merchant(), alert.subject(), alert.version(), time, alert.data());
    }
}
