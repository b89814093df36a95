package io.holdfast.stock.retention;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.stock.StockTest;
import io.holdfast.testkit.clock.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PurgeTest extends StockTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Inject
    Purge purge;
    @Inject
    Pool pool;
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    private TestClock clock;

    @BeforeEach
    void clock() {
        clock = TestClock.install(database, "postgres");
    }

    @AfterEach
    void back() {
        clock.advance(Duration.ofDays(-401));
    }

    @Test
    @DisplayName("R2 orders that ended long ago and their movements make room, and the audit is as clean as before")
    void old_orders() {
        stocked("TEA", 20);
        channel("web", "ONLINE", null);
        channel("b2b", "B2B", null);
        reserve("TEA", 5, "USE_AVAILABLE", "b2b");
        String done = place("web", "done", "TEA", 2);
        event(done, "payment");
        event(done, "fulfilments");
        String cancelled = place("web", "cancelled", "TEA", 1);
        event(cancelled, "cancellation");
        String open = place("web", "open", "TEA", 3);
        event(open, "payment");
        String drawn = place("b2b", "drawn", "TEA", 1);
        event(drawn, "payment");
        event(drawn, "fulfilments");
        purge();
        assertEquals(4, count("orders"), "nothing is old yet");
        clock.advance(Duration.ofDays(401));
        adjust("TEA", 4);
        purge();
        get("/v1/orders/" + done).statusCode(404);
        get("/v1/orders/" + cancelled).statusCode(404);
        get("/v1/orders/" + open).statusCode(200).body("state", equalTo("PAID"));
        // What it drew is still counted against the allocation.
        get("/v1/orders/" + drawn).statusCode(200);
        assertEquals(0, rowsOf("order_line", done) + rowsOf("order_event", done) + rowsOf("order_event", cancelled));
        assertEquals(1, count("adjustment"));
        get("/v1/stock/TEA").body("onHand", equalTo(21)).body("committed", equalTo(3));
        get("/v1/stock/TEA/movements").body("items.kind", equalTo(List.of("OPENING", "ADJUSTMENT")))
                .body("items[0].change.onHand", equalTo(17)).body("items[0].change.committed", equalTo(3)).body("items[0].after.onHand", equalTo(17));
        assertCleanAudit();
        event(open, "fulfilments");
        place("web", "done", "TEA", 1);
        purge();
        get("/v1/stock/TEA/movements").body("items", hasSize(4));
        assertCleanAudit();
    }

    private void purge() {
        purge.run().await().atMost(LONG_ENOUGH);
    }

    private void event(String order, String kind) {
        post("/v1/orders/" + order + "/" + kind, Map.of("eventId", "e-" + kind)).statusCode(200);
    }

    private long count(String table) {
        return pool.preparedQuery("select count(*) from " + table + " where merchant = $1").execute(Tuple.of(merchant))
                .await().atMost(LONG_ENOUGH).iterator().next().getLong(0);
    }

    private long rowsOf(String table, String order) {
        return pool.preparedQuery("select count(*) from " + table + " where merchant = $1 and order_id = $2::text::uuid")
                .execute(Tuple.of(merchant, order)).await().atMost(LONG_ENOUGH).iterator().next().getLong(0);
    }
}
