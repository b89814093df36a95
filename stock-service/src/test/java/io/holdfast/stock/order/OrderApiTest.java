package io.holdfast.stock.order;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.stock.StockTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderApiTest extends StockTest {

    @Test
    @DisplayName("R10 R13 an order is placed, repeated, paid, shipped and returned; every change is a movement (R2)")
    void the_life_of_an_order() {
        stocked("TEA/1 \"é\" 🍵", 5);
        channel("web", "ONLINE", null);
        String id = post("/v1/orders", order("web", "A-1", "TEA/1 \"é\" 🍵", 2)).statusCode(201)
                .body("state", equalTo("UNPAID")).body("trigger", equalTo("ON_ORDER")).body("expiresAt", notNullValue())
                .body("lines[0].reserved", equalTo(2)).body("lines[0].locations[0].code", equalTo("W1"))
                .extract().path("id");
        post("/v1/orders", order("web", "A-1", "TEA/1 \"é\" 🍵", 2)).statusCode(200).body("id", equalTo(id));
        post("/v1/orders", order("web", "A-1", "TEA/1 \"é\" 🍵", 3)).statusCode(409)
                .body("type", containsString("reference-reused")).body("order", equalTo(id));
        post("/v1/orders/" + id + "/payment", Map.of("eventId", "e1")).statusCode(200)
                .body("state", equalTo("PAID")).body("expiresAt", nullValue());
        post("/v1/orders/" + id + "/fulfilments", Map.of("eventId", "e2")).statusCode(200).body("state", equalTo("FULFILLED"));
        post("/v1/orders/" + id + "/payment", Map.of("eventId", "e1")).statusCode(200).body("state", equalTo("PAID"));
        post("/v1/orders/" + id + "/payment", Map.of("eventId", "e3")).statusCode(409).body("type", containsString("already-resolved"));
        post("/v1/orders/" + id + "/returns", Map.of("lines", List.of(Map.of("sku", "TEA/1 \"é\" 🍵", "quantity", 1)))).statusCode(200)
                .body("lines[0].returned", equalTo(1));
        get("/v1/orders/" + id).statusCode(200).body("state", equalTo("FULFILLED"));
        String sku = java.net.URLEncoder.encode("TEA/1 \"é\" 🍵", java.nio.charset.StandardCharsets.UTF_8).replace("+", "%20");
        get("/v1/stock/" + sku).statusCode(200).body("onHand", equalTo(4)).body("available", equalTo(4)).body("reserved", equalTo(0));
        get("/v1/stock/" + sku + "/movements").statusCode(200)
                .body("items.kind", equalTo(List.of("ADJUSTMENT", "RESERVATION", "COMMITMENT", "FULFILMENT", "RETURN")))
                .body("items[4].after.onHand", equalTo(4)).body("items[1].order", equalTo(id));
        assertCleanAudit();
    }

    @Test
    @DisplayName("a new order says where it is, by a path that holds wherever it was asked through")
    void location() {
        stocked("TEA", 5);
        channel("web", "ONLINE", null);
        ValidatableResponse placed = post("/v1/orders", order("web", "A-1", "TEA", 2)).statusCode(201);
        placed.header("Location", equalTo("/v1/orders/" + placed.extract().path("id")));
    }

    @Test
    @DisplayName("R12 a refusal names each short line with what was asked and what is sellable, and leaves no trace")
    void refused() {
        stocked("TEA", 1);
        stocked("JAM", 5);
        channel("web", "ONLINE", null);
        post("/v1/orders", Map.of("channel", "web", "reference", "A-1", "lines",
                List.of(Map.of("sku", "TEA", "quantity", 2), Map.of("sku", "JAM", "quantity", 1)))).statusCode(409)
                .contentType("application/problem+json")
                .body("type", containsString("insufficient-stock")).body("lines", hasSize(1))
                .body("lines[0].sku", equalTo("TEA")).body("lines[0].requested", equalTo(2)).body("lines[0].sellable", equalTo(1));
        get("/v1/orders?reference=A-1").statusCode(200).body("items", hasSize(0));
        get("/v1/stock/JAM").body("available", equalTo(5));
        place("web", "A-1", "TEA", 1);
    }

    @Test
    @DisplayName("R18 the payment-time shop oversells visibly: SHORT, backordered, and PAID once units arrive (R47)")
    void payment_time_shop() {
        stocked("TEA", 1);
        channel("web", "ONLINE", "ON_PAYMENT");
        String first = place("web", "A-1", "TEA", 1);
        String second = place("web", "A-2", "TEA", 1);
        post("/v1/orders/" + first + "/payment", Map.of("eventId", "e")).statusCode(200).body("state", equalTo("PAID"));
        post("/v1/orders/" + second + "/payment", Map.of("eventId", "e")).statusCode(200).body("state", equalTo("SHORT"));
        get("/v1/orders?state=SHORT").statusCode(200).body("items.id", equalTo(List.of(second)));
        get("/v1/stock/TEA").body("backordered", equalTo(1)).body("available", equalTo(0));
        adjust("TEA", 1);
        get("/v1/orders/" + second).body("state", equalTo("PAID"));
        get("/v1/stock/TEA").body("backordered", equalTo(0)).body("committed", equalTo(2));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R41 R45 a reserve for B2B holds against the web shop inside the order's transaction")
    void reserve() {
        stocked("TEA", 10);
        channel("web", "ONLINE", null);
        channel("b2b", "B2B", null);
        var id = reserve("TEA", 8, "USE_AVAILABLE", "b2b");
        get("/v1/channels/web/availability?sku=TEA").statusCode(200).body("items[0].sellable", equalTo(2));
        get("/v1/channels/b2b/availability?sku=TEA").body("items[0].sellable", equalTo(8));
        post("/v1/orders", order("web", "A-1", "TEA", 3)).statusCode(409).body("lines[0].sellable", equalTo(2));
        post("/v1/orders", order("b2b", "B-1", "TEA", 8)).statusCode(201).body("lines[0].allocation", equalTo(id.toString()));
        place("web", "A-1", "TEA", 2);
        get("/v1/channels/nowhere/availability").statusCode(404);
    }

    @Test
    @DisplayName("R6 R51 a bundle is listed with what it is made of and no stock of its own; orders are found by its components, too")
    void a_bundle() {
        stocked("HAM", 10);
        fact(EventTypes.VARIANT_CHANGED, "BOX", new VariantChanged("BOX", "p", "BOX", "QUANTITY", null, null, Map.of(), Map.of(), true, Map.of(),
                false, List.of(new VariantChanged.Component("HAM", 2)), Instant.EPOCH));
        channel("web", "ONLINE", null);
        String box = place("web", "A-1", "BOX", 2);
        String ham = place("web", "A-2", "HAM", 1);
        get("/v1/stock/BOX").statusCode(200).body("components", equalTo(List.of(Map.of("sku", "HAM", "quantity", 2))))
                .body("onHand", equalTo(0)).body("available", equalTo(0)).body("locations", hasSize(0));
        get("/v1/stock/HAM").body("components", nullValue()).body("reserved", equalTo(5));
        get("/v1/stock").statusCode(200).body("items.sku", equalTo(List.of("BOX", "HAM")));
        get("/v1/stock?sku=BOX&sku=HAM").body("items.sku", equalTo(List.of("BOX", "HAM")));
        get("/v1/orders?sku=HAM").body("items.id", equalTo(List.of(ham, box)));
        get("/v1/orders?sku=BOX").body("items.id", equalTo(List.of(box)));
        String cursor = get("/v1/orders?sku=HAM&limit=1").body("items.id", equalTo(List.of(ham))).extract().path("nextCursor");
        get("/v1/orders?sku=HAM&limit=1&cursor=" + cursor).body("items.id", equalTo(List.of(box))).body("nextCursor", nullValue());
        get("/v1/orders?sku=HAM&state=UNPAID&channel=web&cursor=" + cursor).body("items.id", equalTo(List.of(box)));
        get("/v1/orders?sku=HAM&state=PAID").body("items", hasSize(0));
        get("/v1/orders/" + box + "/history").body("items[1].sku", equalTo("HAM")).body("items[1].quantity", equalTo(4));
        get("/v1/stock/HAM/holders").body("items.quantity", equalTo(List.of(4, 1)));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R24 R25 R22 pickup, a superseded basket and takeFrom over HTTP; an unknown place is named where it was given")
    void pickup_superseding_and_taking() {
        post("/v1/locations", Map.of("code", "S1", "name", "Shop", "kind", "SHOP")).statusCode(201);
        stocked("TEA", 3);
        channel("web", "ONLINE", null);
        channel("till", "POS", null);
        List<Map<String, Object>> one = List.of(Map.of("sku", "TEA", "quantity", 3));
        String first = place("web", "A-1", "TEA", 3);
        post("/v1/orders", Map.of("channel", "web", "reference", "A-2", "pickupAt", "X", "lines", one)).statusCode(422)
                .body("errors[0].pointer", equalTo("/pickupAt"));
        post("/v1/orders", Map.of("channel", "web", "reference", "A-2", "supersedes", first, "pickupAt", "W1", "lines", one)).statusCode(201)
                .body("supersedes", equalTo(first)).body("pickupAt", equalTo("W1")).body("lines[0].reserved", equalTo(3));
        get("/v1/orders/" + first).body("state", equalTo("SUPERSEDED"));
        get("/v1/orders?state=SUPERSEDED").body("items.id", equalTo(List.of(first)));
        get("/v1/orders/" + first + "/history").body("items.kind", equalTo(List.of("PLACEMENT", "RESERVATION", "SUPERSESSION", "RELEASE")));
        Map<String, Object> sale = Map.of("channel", "till", "reference", "S-1", "location", "S1", "takeFrom", "W1", "lines", one);
        post("/v1/sales", sale).statusCode(409).body("type", containsString("insufficient-stock"));
        adjust("TEA", 3);
        post("/v1/sales", sale).statusCode(201).body("state", equalTo("FULFILLED"));
        post("/v1/sales", Map.of("channel", "till", "reference", "S-2", "location", "S1", "takeFrom", "X", "lines", one)).statusCode(422)
                .body("errors[0].pointer", equalTo("/takeFrom"));
        get("/v1/stock/TEA").body("onHand", equalTo(3)).body("reserved", equalTo(3));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R13 occurredAt is kept for reports and decides nothing; R14 slow methods have five days, others keep theirs")
    void when_it_took_place() {
        stocked("TEA", 2);
        channel("web", "ONLINE", null);
        as(merchant).body(Map.of("paymentMethods", Map.of("klarna", Map.of("unpaidLife", "PT2H"))))
                .when().put("/v1/settings/stock").then().statusCode(200).body("trigger", equalTo("ON_ORDER"));
        String settings = get("/v1/settings/stock").statusCode(200).extract().asString();
        as(merchant).body(settings).when().put("/v1/settings/stock").then().statusCode(200);
        String boleto = post("/v1/orders", Map.of("channel", "web", "reference", "A-1", "paymentMethod", "Boleto",
                "occurredAt", "2020-02-29T23:59:59Z", "lines", List.of(Map.of("sku", "TEA", "quantity", 1)))).statusCode(201)
                .body("occurredAt", equalTo("2020-02-29T23:59:59Z")).extract().path("id");
        String klarna = post("/v1/orders", Map.of("channel", "web", "reference", "A-2", "paymentMethod", "klarna",
                "lines", List.of(Map.of("sku", "TEA", "quantity", 1)))).statusCode(201).extract().path("id");
        assertEquals(Duration.ofDays(5), life(boleto));
        assertEquals(Duration.ofHours(2), life(klarna));
        get("/v1/orders?sku=TEA&channel=web&state=UNPAID").body("items.id", equalTo(List.of(klarna, boleto)));
        get("/v1/orders?limit=1").body("items.id", equalTo(List.of(klarna))).body("nextCursor", notNullValue());
    }

    private Duration life(String order) {
        var placed = get("/v1/orders/" + order).extract();
        return Duration.between(Instant.parse(placed.path("createdAt")), Instant.parse(placed.path("expiresAt")));
    }

    @Test
    @DisplayName("R22 a sale over the counter is one step and never refused for lack of stock")
    void over_the_counter() {
        stocked("TEA", 1);
        channel("till", "POS", null);
        post("/v1/sales", Map.of("channel", "till", "reference", "T-1", "location", "W1", "lines",
                List.of(Map.of("sku", "TEA", "quantity", 3)))).statusCode(201).body("state", equalTo("FULFILLED"));
        get("/v1/stock/TEA").body("onHand", equalTo(-2)).body("available", equalTo(-2));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R80 another merchant's order is not there, and its identical SKUs and references are its own")
    void isolation() {
        stocked("TEA", 1);
        channel("web", "ONLINE", null);
        String mine = place("web", "A-1", "TEA", 1);
        String other = merchant + "-other";
        as(other).when().get("/v1/orders/" + mine).then().statusCode(404);
        as(other).body(Map.of("eventId", "e")).when().post("/v1/orders/" + mine + "/payment").then().statusCode(404);
        as(other).when().get("/v1/stock/TEA").then().statusCode(404);
        as(other).when().get("/v1/orders").then().statusCode(200).body("items", hasSize(0));
        get("/v1/orders/" + mine).body("state", equalTo("UNPAID"));
    }

    @Test
    @DisplayName("R80 the number of a movement tells nothing of what other merchants move")
    void movement_numbers() {
        int first = numberOfFirstMovement();
        merchant = merchant + "-other";
        post("/v1/locations", Map.of("code", "W1", "name", "Warehouse", "kind", "WAREHOUSE")).statusCode(201);
        assertEquals(first, numberOfFirstMovement());
    }

    private int numberOfFirstMovement() {
        variant("TEA");
        awaitTelling();
        adjust("TEA", 1);
        return get("/v1/stock/TEA/movements").extract().path("items[0].id");
    }

    @Test
    @DisplayName("R83 bad input says what is wrong and where, and nothing is stored")
    void bad_input() {
        stocked("TEA", 1);
        channel("web", "ONLINE", null);
        post("/v1/orders", Map.of("channel", "web", "reference", "A-1", "lines", List.of(Map.of("sku", "TEA", "quantity", 0))))
                .statusCode(422).body("errors.pointer", hasItem("/lines/0/quantity"));
        post("/v1/orders", Map.of("channel", "web", "reference", "A-1", "lines", List.of())).statusCode(422)
                .body("errors.pointer", hasItem("/lines"));
        post("/v1/orders", Map.of("channel", "web", "reference", "A-1", "colour", "red", "lines", List.of())).statusCode(422)
                .body("errors[0].pointer", equalTo("/colour"));
        post("/v1/orders", order("nowhere", "A-1", "TEA", 1)).statusCode(422).body("errors[0].pointer", equalTo("/channel"));
        post("/v1/orders", order("web", "A-1", "EGG", 1)).statusCode(422).body("errors[0].detail", containsString("EGG"));
        post("/v1/orders", Map.of("channel", "web", "reference", "A-1", "expiresIn", "PT59S", "lines",
                List.of(Map.of("sku", "TEA", "quantity", 1)))).statusCode(422).body("errors[0].pointer", equalTo("/expiresIn"));
        post("/v1/orders", "{").statusCode(400).contentType("application/problem+json");
        get("/v1/orders/not-an-id").statusCode(404);
        get("/v1/orders?state=LOST").statusCode(422);
        get("/v1/orders").body("items", hasSize(0));
    }
}
