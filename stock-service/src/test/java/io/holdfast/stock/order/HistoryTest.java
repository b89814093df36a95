package io.holdfast.stock.order;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.StockTest;
import io.holdfast.testkit.clock.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoryTest extends StockTest {

    @Inject
    Pool pool;
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    private TestClock clock;

    @BeforeEach
    void clock() {
        clock = TestClock.install(database, "postgres");
    }

    @Test
    @DisplayName("R27 an order's history: what happened to it and to units on its behalf, oldest first, page by page")
    void the_life_of_an_order() {
        stocked("TEA", 5);
        stocked("JAM", 5);
        channel("web", "ONLINE", null);
        String id = post("/v1/orders", Map.of("channel", "web", "reference", "A-1", "lines",
                List.of(Map.of("sku", "TEA", "quantity", 2), Map.of("sku", "JAM", "quantity", 1)))).statusCode(201).extract().path("id");
        place("web", "A-2", "TEA", 1);
        post("/v1/orders/" + id + "/payment", Map.of("eventId", "e1")).statusCode(200);
        post("/v1/orders/" + id + "/fulfilments", Map.of("lines", List.of(Map.of("sku", "TEA", "quantity", 2)))).statusCode(200);
        post("/v1/orders/" + id + "/cancellation", Map.of("reason", "no jam")).statusCode(200);
        get("/v1/orders/" + id + "/history").statusCode(200).body("nextCursor", nullValue())
                .body("items.kind", equalTo(List.of("PLACEMENT", "RESERVATION", "RESERVATION", "PAYMENT", "COMMITMENT", "COMMITMENT",
                        "FULFILMENT", "FULFILMENT", "CANCELLATION", "RELEASE")))
                .body("items[0].state", equalTo("UNPAID")).body("items[0].actor", equalTo("key-of-" + merchant)).body("items[0].sku", nullValue())
                .body("items[2].sku", equalTo("TEA")).body("items[2].location", equalTo("W1")).body("items[2].quantity", equalTo(2))
                .body("items[2].state", nullValue()).body("items[3].state", equalTo("PAID"))
                .body("items[7].change.onHand", equalTo(-2)).body("items[9].sku", equalTo("JAM")).body("items[9].reason", equalTo("no jam"));
        List<String> kinds = new ArrayList<>();
        for (String cursor = ""; cursor != null;) {
            var page = get("/v1/orders/" + id + "/history?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)).statusCode(200).extract();
            kinds.addAll(page.path("items.kind"));
            cursor = page.path("nextCursor");
        }
        assertEquals(10, kinds.size());
        as("other-" + merchant).when().get("/v1/orders/" + id + "/history").then().statusCode(404);
    }

    @Test
    @DisplayName("R27 the placement stands in the history though no event of it is kept")
    void placement_from_the_order() {
        stocked("TEA", 5);
        channel("web", "ONLINE", null);
        String id = place("web", "A-1", "TEA", 1);
        pool.preparedQuery("delete from order_event where merchant = $1").execute(Tuple.of(merchant)).await().atMost(Duration.ofSeconds(5));
        get("/v1/orders/" + id + "/history").body("items.kind", equalTo(List.of("PLACEMENT", "RESERVATION")))
                .body("items[0].actor", equalTo("key-of-" + merchant)).body("items[0].at", notNullValue());
    }

    @Test
    @DisplayName("R27 a unit sold out for an hour without a sale: the unpaid basket that held it, from when to when")
    void a_basket_held_it() {
        stocked("TEA", 2);
        channel("web", "ONLINE", null);
        Instant start = clock.now();
        String paid = place("web", "A-1", "TEA", 1);
        post("/v1/orders/" + paid + "/payment", Map.of("eventId", "e1")).statusCode(200);
        String basket = place("web", "A-2", "TEA", 1);
        post("/v1/orders", order("web", "A-3", "TEA", 1)).statusCode(409);
        get("/v1/stock/TEA/holders").statusCode(200).body("items.order", equalTo(List.of(paid, basket)))
                .body("items.quantity", equalTo(List.of(1, 1))).body("items[1].reference", equalTo("A-2")).body("items[1].state", equalTo("UNPAID"))
                .body("items[1].channel", equalTo("web")).body("items[1].location", equalTo("W1")).body("items[1].until", nullValue());
        Instant soldOut = clock.now();
        clock.advance(Duration.ofMinutes(61));
        get("/v1/orders/" + basket + "/history").body("items[2].kind", equalTo("EXPIRY")).body("items[2].state", equalTo("EXPIRED"))
                .body("items[3].kind", equalTo("EXPIRY")).body("items[3].sku", equalTo("TEA")).body("items[3].change.reserved", equalTo(-1))
                .body("items", hasSize(4));
        get("/v1/stock/TEA/holders").body("items.order", equalTo(List.of(paid)));
        var then = get("/v1/stock/TEA/holders?at=" + soldOut).body("items.order", equalTo(List.of(paid, basket)))
                .body("items[1].state", equalTo("EXPIRED")).extract();
        Instant since = Instant.parse(then.path("items[1].since"));
        Instant until = Instant.parse(then.path("items[1].until"));
        assertTrue(since.isAfter(start) && !until.isBefore(since.plus(Duration.ofMinutes(60))), since + " to " + until);
        get("/v1/stock/TEA/holders?at=" + start).body("items", hasSize(0));
        String cursor = get("/v1/stock/TEA/holders?limit=1&at=" + soldOut).body("items.order", equalTo(List.of(paid))).extract().path("nextCursor");
        get("/v1/stock/TEA/holders?limit=1&at=" + soldOut + "&cursor=" + cursor).body("items.order", equalTo(List.of(basket)));
        get("/v1/stock/EGG/holders").statusCode(404);
        get("/v1/stock/TEA/holders?cursor=eA").statusCode(422);
        get("/v1/stock/TEA/holders?at=yesterday").statusCode(422);
    }
}
