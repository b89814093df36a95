package io.holdfast.stock.simulation;

import io.holdfast.messaging.EventHandler;
import io.holdfast.messaging.Outbox;
import io.holdfast.stock.StockTest;
import io.holdfast.stock.book.BookEvents;
import io.holdfast.stock.book.BookStore;
import io.holdfast.stock.lane.Lanes;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same workloads against the engine as it runs: batches, locks, two replicas, one PostgreSQL. Replayed like {@link SimulationTest}. */
@QuarkusTest
class EngineSimulationTest extends StockTest {

    private static final int CONNECTIONS = 16;
    private static final int STEPS = 400;
    private static final int BURSTS = 500;

    @Inject
    Vertx vertx;
    @Inject
    Outbox outbox;
    @Inject
    BookEvents events;
    @Inject
    @Any
    Instance<EventHandler> handlers;
    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String database;

    private Pool pool;
    private BookStore store;

    @BeforeEach
    void a_pool_with_its_own_clock() {
        pool = pool(CONNECTIONS, "simulation");
        store = new BookStore(pool, outbox, events);
    }

    private Pool pool(int connections, String name) {
        PgConnectOptions options = PgConnectOptions.fromUri(database).setUser("postgres").setCachePreparedStatements(true)
                .addProperty("search_path", DatabaseEngine.SEARCH_PATH).addProperty("application_name", name);
        options.setPreparedStatementCacheSqlFilter(any -> true);
        BookStore.PLANNING.forEach(options::addProperty);
        return Pool.newInstance(PgBuilder.pool().connectingTo(options).with(new PoolOptions().setMaxSize(connections)).using(vertx).build());
    }

    @AfterEach
    void close() {
        pool.close().await().atMost(DatabaseEngine.LONG_ENOUGH);
    }

    @Test
    @DisplayName("R2 R13 R19 R44 R45 R46 R47 one after the other, the engine answers and keeps exactly what the ledger decides")
    void the_engine_is_the_ledger() {
        Seeds.each(1_200, STEPS, seed -> {
            Workload workload = new Workload(seed, "same-" + Long.toHexString(seed));
            SameAsTheLedger walk = new SameAsTheLedger(workload, new DatabaseEngine(pool, store, handlers), pool);
            try {
                walk.go(STEPS);
                workload.shops.keySet().forEach(this::assertCleanAuditOf);
            } catch (AssertionError | RuntimeException e) {
                throw Seeds.failed(seed, walk.step, e);
            }
        });
    }

    @Test
    @DisplayName("R2 R13 R19 R45 R80 R82 bursts at two replicas, sent twice, with connections killed: nothing is lost, done twice or oversold")
    void bursts_at_two_replicas() {
        Pool killer = pool(CONNECTIONS, "killer");
        Seeds.each(2_000, BURSTS, seed -> {
            Workload workload = new Workload(seed, "burst-" + Long.toHexString(seed));
            List<Lanes> replicas = List.of(new Lanes(vertx, store), new Lanes(vertx, new BookStore(pool, outbox, events)));
            Bursts bursts = new Bursts(workload, new DatabaseEngine(killer, store, handlers), replicas, killer);
            try {
                bursts.go(BURSTS);
                workload.shops.keySet().forEach(this::assertCleanAuditOf);
            } catch (AssertionError | RuntimeException e) {
                throw Seeds.failed(seed, bursts.step, e);
            }
        });
        killer.close().await().atMost(DatabaseEngine.LONG_ENOUGH);
    }

    private void assertCleanAuditOf(String who) {
        merchant = who;
        assertCleanAudit();
    }
}
