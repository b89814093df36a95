package io.holdfast.stock.telling;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.contracts.EventTypes;
import io.holdfast.stock.StockTest;
import io.holdfast.stock.ToldEvents;
import io.holdfast.testkit.service.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TellShortOrdersTest extends StockTest {

    @Inject
    Pool pool;

    private record Heard(String version, String time, String state, String line) {}

    @BeforeEach
    void a_channel_that_takes_units_at_the_payment() {
        channel("web", "ONLINE", "ON_PAYMENT");
        stocked("TEA", 1);
    }

    @Test
    @DisplayName("R18 orders that are short are told again as they are, with their version, short since the same time; so are those that were short")
    void short_orders() {
        String covered = order("first");
        String waits = order("second");
        String cancelled = order("third");
        List.of(covered, waits, cancelled).forEach(id -> post("/v1/orders/" + id + "/payment", Map.of("eventId", "pay")));
        get("/v1/orders/" + waits).body("state", equalTo("SHORT"));
        Heard before = last(waits);
        post("/v1/orders/" + waits + "/refund", Map.of("eventId", "refund")).statusCode(200);
        post("/v1/orders/" + cancelled + "/cancellation", Map.of("eventId", "cancel")).body("state", equalTo("CANCELLED"));
        Heard ended = last(cancelled);
        int timesOfCovered = heard(covered).size();

        given().header("Authorization", TestTokens.service(merchant)).when().post("/internal/orders/telling").then().statusCode(200)
                .body("orders", equalTo(2));
        assertEquals(before.time(), last(waits).time(), "it is short since then, whatever happened to it later");
        assertEquals(new Heard(last(waits).version(), before.time(), "SHORT", before.line()), last(waits));
        assertEquals(ended, last(cancelled));
        assertEquals(timesOfCovered, heard(covered).size(), "an order that never was short is none of it");
    }

    @Test
    @DisplayName("R80 nobody but a service may ask, and only one merchant's are told")
    void others() {
        order("first");
        String waits = order("second");
        get("/v1/orders").body("items.size()", equalTo(2)).extract().<List<String>>path("items.id")
                .forEach(id -> post("/v1/orders/" + id + "/payment", Map.of("eventId", "pay")));
        int before = heard(waits).size();
        post("/internal/orders/telling", "").statusCode(404);
        given().header("Authorization", TestTokens.service("m-other")).when().post("/internal/orders/telling").then().statusCode(200)
                .body("orders", equalTo(0));
        assertEquals(before, heard(waits).size());
    }

    private String order(String reference) {
        return post("/v1/orders", Map.of("channel", "web", "reference", reference, "lines", List.of(Map.of("sku", "TEA", "quantity", 1))))
                .statusCode(201).extract().path("id");
    }

    private Heard last(String order) {
        List<Heard> all = heard(order);
        return all.get(all.size() - 1);
    }

    private List<Heard> heard(String order) {
        return new ToldEvents(pool, merchant).of(EventTypes.ORDER_CHANGED, order).stream().map(event -> new Heard(event.path("version").asText(),
                event.path("time").asText(), event.path("data").path("state").asText(), event.path("data").path("lines").path(0).toString())).toList();
    }
}
