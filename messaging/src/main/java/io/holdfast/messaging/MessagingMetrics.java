package io.holdfast.messaging;

import io.holdfast.service.metrics.Sample;
import io.holdfast.service.metrics.Sampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** What an operator wants to know of events on their way. */
@ApplicationScoped
class MessagingMetrics implements Sampled {

    // The first row of each partition by the one index there is, however long the backlog.
    private static final String AGE = """
            select greatest(0, extract(epoch from holdfast_now() - min(first.created_at)))::float8
            from generate_series(0, %d) as p
            cross join lateral (select created_at from outbox o
                                where o.partition = p::smallint and o.parked_at is null order by o.id limit 1) as first"""
            .formatted(Outbox.PARTITIONS - 1);
    private static final String SENT_PARKED = "select outbox_parked()";
    private static final String RECEIVED_PARKED = "select count(*)::float8 from inbox_parked";

    private final Messaging messaging;
    private final MeterRegistry registry;

    MessagingMetrics(Messaging messaging, MeterRegistry registry) {
        this.messaging = messaging;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        connected("relay", () -> !messaging.isEnabled() || messaging.isRelayConnected());
        connected("subscription", () -> !messaging.isEnabled() || !messaging.listens() || messaging.isSubscriptionConnected());
    }

    private void connected(String part, java.util.function.BooleanSupplier connected) {
        Gauge.builder("holdfast.broker.connected", () -> connected.getAsBoolean() ? 1 : 0).tag("part", part)
                .description("1 while this part of the service is connected to the broker").register(registry);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                new Sample("holdfast.outbox.age.seconds", "Age of the oldest event that waits to be sent; 0: none waits", AGE),
                new Sample("holdfast.outbox.parked", "Events that can't be sent, and hold back their subject until they are resumed", SENT_PARKED),
                new Sample("holdfast.inbox.parked", "Events that can't be applied, dead letters included, until they are resumed", RECEIVED_PARKED));
    }
}
