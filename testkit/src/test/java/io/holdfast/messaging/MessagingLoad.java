package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.LevelChanged;
import io.holdfast.contracts.OrderChanged;
import io.holdfast.testkit.postgres.EmbeddedPostgres;
import io.holdfast.testkit.service.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an event costs on its way, step by step. Not part of the build; about half a minute:
 * {@code ./mvnw -q -pl testkit -am test -Dtest=MessagingLoad -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class MessagingLoad {

    private static final Logger LOG = Logger.getLogger(MessagingLoad.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SKUS = 10_000;

    @TempDir
    Path folder;

    private BrokerProcess broker;
    private Replica replica;
    private ProcessHandle backend;
    private long version;

    @BeforeEach
    void start() {
        broker = new BrokerProcess(folder);
        EmbeddedPostgres postgres = TestPostgres.server();
        String name = "load_" + System.nanoTime();
        postgres.createDatabase(name);
        Flyway.configure().dataSource(postgres.jdbcUrl(name), "postgres", "").locations("db/clock", "db/messaging").load().migrate();
        replica = new Replica("notification", postgres.url() + "/" + name, broker, RelaySettings.DEFAULT);
        replica.countsOnly = true;
        backend = ProcessHandle.of(replica.count("select pg_backend_pid()::bigint")).orElseThrow();
    }

    @AfterEach
    void stop() {
        replica.close();
        broker.close();
    }

    @Test
    void what_an_event_costs() {
        stepByStep("warm-up", 40, 256);
        stepByStep("256 orders a batch", 60, 256);
        stepByStep("4 orders a batch", 1_500, 4);
        replica.relay.start();
        replica.subscription.start();
        steadily("warm-up", 64, 5_000);
        steadily("64 orders a batch", 64, 12_000);
    }

    private void stepByStep(String what, int batches, int orders) {
        int events = batches * orders * 2;
        Cost begin = now();
        for (int i = 0; i < batches; i++) {
            replica.commit(batch(orders));
        }
        Cost written = now();
        LOG.infof("%s, written:  %s", what, written.since(begin, events));
        replica.relay.start();
        until(() -> replica.count("select count(*) from outbox") == 0);
        Cost sent = now();
        LOG.infof("%s, sent:     %s", what, sent.since(written, events));
        long before = replica.counted.get();
        replica.subscription.start();
        until(() -> replica.counted.get() == before + events);
        LOG.infof("%s, received: %s", what, now().since(sent, events));
        replica.restart();
    }

    /** Everything at once, at a rate that is asked for: events a second, for eight seconds and until all has arrived. */
    private void steadily(String what, int orders, int rate) {
        int batches = rate * 8 / (orders * 2);
        long before = replica.counted.get();
        Cost begin = now();
        for (int i = 0; i < batches; i++) {
            long due = begin.wallNanos() + i * 1_000_000_000L * orders * 2 / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            replica.commit(batch(orders));
        }
        until(() -> replica.counted.get() == before + (long) batches * orders * 2);
        LOG.infof("%s, steadily: %s", what, now().since(begin, batches * orders * 2));
    }

    /** What the stock service tells of a batch of orders for as many SKUs. */
    private List<Envelope> batch(int orders) {
        List<Envelope> told = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            String sku = "SKU-" + version++ % SKUS;
            told.add(replica.events.envelope(EventTypes.LEVEL_CHANGED, "maison-verte", sku, version, Instant.EPOCH,
                    new LevelChanged(sku, true, 90, 30, 10, 50, 0, 0, List.of(new LevelChanged.AtLocation("MAIN", 90, 30, 10, 50, 0)))));
        }
        for (int i = 0; i < orders; i++) {
            UUID id = UUID.randomUUID();
            told.add(replica.events.envelope(EventTypes.ORDER_CHANGED, "maison-verte", id.toString(), 1, Instant.EPOCH,
                    new OrderChanged(id, "WEB", "R-" + version + "-" + i, "UNPAID",
                            List.of(new OrderChanged.Line("SKU-" + i, 1, 1, 0, 0, 0)), Instant.EPOCH, Instant.EPOCH)));
        }
        return told;
    }

    private Cost now() {
        return Cost.now(backend, broker.process().toHandle());
    }

    private static void until(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition);
    }
}
