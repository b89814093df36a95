package io.holdfast.stock.audit;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.stock.StockTest;
import io.holdfast.stock.lane.Lanes;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.Wanted;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RepairTest extends StockTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Inject
    Pool pool;
    @Inject
    Lanes lanes;

    @Test
    @DisplayName("R2 the audit names each thing that was spoilt, the repair mends it with movements, and the next audit is clean")
    void named_and_mended() {
        someStockAndOrders();
        spoil("update level set on_hand = on_hand + 3 where merchant = $1 and sku = 'TEA'");
        spoil("update level set reserved = reserved + 2 where merchant = $1 and sku = 'JAM'");
        spoil("update level set committed = 7 where merchant = $1 and sku = 'EGG'");
        spoil("update level set incoming = 0 where merchant = $1 and sku = 'JAM'");
        spoil("delete from movement where merchant = $1 and sku = 'HAM' and kind = 'ADJUSTMENT'");
        spoil("update item set backordered = 4 where merchant = $1 and sku = 'TEA'");
        spoil("update allocation set drawn = 5 where merchant = $1");
        spoil("update order_part set reserved = 9 where merchant = $1 and sku = 'HAM'");
        List<String> named = post("/v1/stock/audit", "").statusCode(200).extract().path("differences.collect { it.sku + ' ' + it.value }");
        assertEquals(List.of("EGG committed", "EGG committed to orders", "HAM onHand", "JAM incoming", "JAM incoming by shipments",
                "JAM reserved", "JAM reserved by orders", "TEA onHand", "TEA backordered by orders", "HAM reserved in the line",
                "TEA drawn by orders").stream().sorted().toList(), named.stream().sorted().toList());
        long before = version("TEA");
        post("/v1/stock/audit?repair=true", "").statusCode(200).body("repaired", equalTo(11)).body("differences", hasSize(11));
        assertCleanAudit();
        get("/v1/stock/TEA").body("onHand", equalTo(13)).body("backordered", equalTo(0)).body("version", greaterThan((int) before));
        get("/v1/stock/JAM").body("reserved", equalTo(1)).body("incoming", equalTo(5)).body("onHand", equalTo(10));
        get("/v1/stock/TEA/movements").body("items[-1].kind", equalTo("REPAIR")).body("items[-1].change.onHand", equalTo(3))
                .body("items[-1].actor", equalTo("key-of-" + merchant)).body("items[-1].reason", equalTo("audit: onHand 13 not 10"));
        get("/v1/stock/JAM/movements").body("items[-1].kind", equalTo("REPAIR")).body("items[-1].change.reserved", equalTo(0))
                .body("items[-1].after.reserved", equalTo(1));
        assertEquals(1, told("TEA", 13, before), "the repaired level is told, with its version");
        post("/v1/stock/audit?repair=true", "").statusCode(200).body("repaired", equalTo(0));
        place("web", "later", "TEA", 1);
        assertCleanAudit();
    }

    @Test
    @DisplayName("R2 a level that is lost is restored from its movements; what orders hold goes on")
    void a_lost_level() {
        someStockAndOrders();
        spoil("delete from level where merchant = $1 and sku = 'TEA'");
        post("/v1/stock/audit?repair=true", "").statusCode(200).body("differences.sku", everyItem(equalTo("TEA")));
        get("/v1/stock/TEA").body("onHand", equalTo(10)).body("reserved", equalTo(2));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R2 R47 units that a repair sets free go to who waits for them")
    void those_who_wait() {
        stocked("TEA", 5);
        channel("b2b", "B2B", null);
        reserve("TEA", 5, "FOLLOW", "b2b");
        spoil("update level set reserved = 3 where merchant = $1");
        String waiting = place("b2b", "B-1", "TEA", 5);
        get("/v1/orders/" + waiting).body("lines[0].backordered", equalTo(3));
        post("/v1/stock/audit?repair=true", "").statusCode(200).body("repaired", greaterThan(0));
        Awaitility.await().untilAsserted(() -> get("/v1/orders/" + waiting).body("lines[0].backordered", equalTo(0)).body("lines[0].reserved", equalTo(5)));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R2 R45 repair beside a crowd: every unit is sold once, and the audit is clean")
    void beside_a_crowd() {
        stocked("TEA", 300);
        stocked("JAM", 300);
        channel("web", "ONLINE", null);
        Uni<List<Outcome>> crowd = Multi.createFrom().range(0, 1_000).onItem().transformToUni(i -> lanes.submit(new PlaceOrder(merchant,
                UUID.randomUUID(), "web", "b-" + i, "c", List.of(new Wanted(i % 2 == 0 ? "TEA" : "JAM", 1)), PlaceOrder.Wishes.NONE, "test")))
                .merge(32).collect().asList();
        CompletableFuture<List<Outcome>> buying = crowd.subscribeAsCompletionStage();
        List<String> named = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            spoil("update level set reserved = reserved + 1 where merchant = $1 and sku = 'JAM'");
            named.addAll(post("/v1/stock/audit?repair=true", "").statusCode(200).extract().path("differences.sku"));
        }
        List<Outcome> outcomes = buying.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
        long sold = outcomes.stream().filter(Outcome.Done.class::isInstance).count();
        assertTrue(sold <= 600, "never more than there are");
        // Whoever asked for the last ones while a level was spoilt upwards was turned away; they are there, and no more.
        for (long left = sold; left < 600; left++) {
            place("web", "later-" + left, "JAM", 1);
        }
        post("/v1/orders", order("web", "too-late", "JAM", 1)).statusCode(409);
        assertTrue(named.stream().allMatch("JAM"::equals), "nothing is found to be wrong that was only on its way");
        get("/v1/stock/TEA").body("reserved", equalTo(300));
        assertCleanAudit();
    }

    private void someStockAndOrders() {
        for (String sku : List.of("EGG", "HAM", "JAM", "TEA")) {
            stocked(sku, 10);
        }
        fact(EventTypes.VARIANT_CHANGED, "BOX", new VariantChanged("BOX", "p", "BOX", "QUANTITY", null, null, Map.of(), Map.of(), true, Map.of(),
                false, List.of(new VariantChanged.Component("HAM", 2)), Instant.EPOCH));
        channel("web", "ONLINE", null);
        channel("b2b", "B2B", null);
        reserve("TEA", 4, "USE_AVAILABLE", "b2b");
        place("b2b", "B-1", "TEA", 2);
        place("web", "A-1", "BOX", 2);
        place("web", "A-2", "JAM", 1);
        String paid = place("web", "A-3", "EGG", 3);
        post("/v1/orders/" + paid + "/payment", Map.of("eventId", "e")).statusCode(200);
        post("/v1/inbound", Map.of("location", "W1", "expectedOn", "2026-12-24", "lines", List.of(Map.of("sku", "JAM", "quantity", 5)))).statusCode(201);
        assertCleanAudit();
    }

    private void spoil(String sql) {
        int rows = pool.preparedQuery(sql).execute(Tuple.of(merchant)).await().atMost(LONG_ENOUGH).rowCount();
        assertTrue(rows > 0, sql);
    }

    private long version(String sku) {
        return ((Number) get("/v1/stock/" + sku).extract().path("version")).longValue();
    }

    /** How often the level was told with that many units on hand, since a version. */
    private long told(String sku, long onHand, long since) {
        return pool.preparedQuery("select count(*) from outbox where aggregate = $1 and (envelope::jsonb ->> 'version')::bigint > $2 "
                + "and (envelope::jsonb #>> '{data,onHand}')::bigint = $3")
                .execute(Tuple.of(EventTypes.LEVEL_CHANGED + "/" + merchant + "/" + sku, since, onHand))
                .await().atMost(LONG_ENOUGH).iterator().next().getLong(0);
    }
}
