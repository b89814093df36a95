package io.holdfast.notification.alert;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.OrderChanged;
import io.holdfast.messaging.Inbox;
import io.holdfast.notification.Shop;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * What an event costs where it only has to be looked at. Not part of the build; about half a minute:
 * {@code ./mvnw -q -pl notification-service -am test -Dtest=AlertLoad -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class AlertLoad {

    private static final Logger LOG = Logger.getLogger(AlertLoad.class);
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final int SKUS = 10_000;
    private static final int BATCH = 2_000;
    private static final int ROUNDS = 25;

    @Inject
    Shop shop;
    @Inject
    Inbox inbox;
    @Inject
    Pool pool;

    private long version;

    @Test
    void what_an_event_costs() {
        for (int from = 0; from < SKUS; from += BATCH) {
            int first = from;
            receive(i -> shop.variant("S" + (first + i), "Tea", 5L, true, false, 1, MONDAY));
        }
        for (int again = 0; again < 4; again++) {
            measured("levels of 10,000 SKUs", this::level);
            measured("orders that are short", i -> order("SHORT", 1));
            measured("orders that were short", i -> order("PAID", 2));
        }
    }

    private void measured(String what, IntFunction<Envelope> event) {
        long wall = System.nanoTime();
        Duration service = own();
        Duration database = database();
        for (int round = 0; round < ROUNDS; round++) {
            receive(event);
        }
        double events = ROUNDS * BATCH;
        LOG.infof("%s: %,.0f events/s; CPU ms per 1,000 events: service %.1f, database %.1f", what,
                events / ((System.nanoTime() - wall) / 1e9), own().minus(service).toNanos() / 1e3 / events,
                database().minus(database).toNanos() / 1e3 / events);
    }

    private void receive(IntFunction<Envelope> event) {
        List<Envelope> batch = IntStream.range(0, BATCH).mapToObj(event).toList();
        inbox.receive(batch).await().atMost(Duration.ofSeconds(20));
    }

    private Envelope level(int i) {
        version++;
        return shop.level("S" + version % SKUS, true, 50 + version % 7, version, MONDAY.plusMillis(version));
    }

    private Envelope order(String state, long version) {
        return shop.order(UUID.randomUUID(), state, List.of(new OrderChanged.Line("S1", 1, 1, 0, 0, 0)), version, MONDAY);
    }

    private static Duration own() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Duration.ofNanos(system.getProcessCpuTime());
    }

    private Duration database() {
        long backend = pool.query("select pg_backend_pid()").execute().await().atMost(Duration.ofSeconds(5)).iterator().next().getInteger(0);
        ProcessHandle server = ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
        return Stream.concat(Stream.of(server), server.descendants())
                .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }
}
