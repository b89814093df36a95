package io.holdfast.stock.shipment;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.holdfast.stock.StockTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ShipmentApiTest extends StockTest {

    @BeforeEach
    void a_shop_beside_the_warehouse() {
        post("/v1/locations", Map.of("code", "S1", "name", "Shop", "kind", "SHOP")).statusCode(201);
        stocked("TEA", 10);
    }

    @Test
    @DisplayName("R7 a transfer leaves at once, is incoming, arrives in parts, and what never came is recorded")
    void a_transfer() {
        String id = post("/v1/transfers", Map.of("from", "W1", "to", "S1", "lines", List.of(line("TEA", 4), line("TEA", 2)))).statusCode(201)
                .body("from", equalTo("W1")).body("to", equalTo("S1")).body("closed", equalTo(false)).body("lines", hasSize(1))
                .body("lines[0].quantity", equalTo(6)).body("location", nullValue()).extract().path("id");
        get("/v1/stock/TEA").body("onHand", equalTo(4)).body("incoming", equalTo(6)).body("available", equalTo(4));
        post("/v1/transfers/" + id + "/receipts", Map.of("lines", List.of(line("TEA", 4)))).statusCode(200)
                .body("lines[0].received", equalTo(4)).body("lines[0].outstanding", equalTo(2)).body("receipts[0].lines[0].quantity", equalTo(4));
        post("/v1/transfers/" + id + "/receipts", Map.of("lines", List.of(line("TEA", 3)))).statusCode(409)
                .body("type", containsString("exceeds-outstanding")).body("lines[0].possible", equalTo(2));
        post("/v1/transfers/" + id + "/receipts", Map.of("close", true)).statusCode(200)
                .body("closed", equalTo(true)).body("lines[0].missing", equalTo(2));
        post("/v1/transfers/" + id + "/receipts", Map.of()).statusCode(409).body("type", containsString("already-resolved"));
        get("/v1/stock/TEA").body("onHand", equalTo(8)).body("incoming", equalTo(0));
        get("/v1/stock/TEA/movements?location=S1").body("items.kind", equalTo(List.of("TRANSFER", "RECEIPT", "SHORTAGE")));
        get("/v1/transfers/" + id).statusCode(200).body("closed", equalTo(true));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R7 an inbound shipment is announced, and a receipt without lines means that everything came")
    void inbound() {
        String id = post("/v1/inbound", Map.of("location", "S1", "expectedOn", "2026-12-24", "reference", "PO 7",
                "lines", List.of(line("TEA", 5)))).statusCode(201).body("location", equalTo("S1")).body("expectedOn", equalTo("2026-12-24"))
                .body("reference", equalTo("PO 7")).body("from", nullValue()).extract().path("id");
        get("/v1/stock/TEA").body("incoming", equalTo(5)).body("available", equalTo(10));
        get("/v1/transfers/" + id).statusCode(404);
        post("/v1/transfers/" + id + "/receipts", Map.of()).statusCode(404);
        as(merchant).when().post("/v1/inbound/" + id + "/receipts").then().statusCode(200).body("closed", equalTo(true));
        get("/v1/stock/TEA").body("onHand", equalTo(15)).body("incoming", equalTo(0));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R7 lists go from the newest back, by what is still open, and page by page")
    void lists() {
        String first = announce("A");
        String second = announce("B");
        as(merchant).when().post("/v1/inbound/" + first + "/receipts").then().statusCode(200);
        get("/v1/inbound").body("items.reference", equalTo(List.of("B", "A")));
        get("/v1/inbound?open=true").body("items.id", equalTo(List.of(second)));
        get("/v1/inbound?open=false").body("items.id", equalTo(List.of(first)));
        String cursor = get("/v1/inbound?limit=1").body("items.reference", equalTo(List.of("B"))).extract().path("nextCursor");
        get("/v1/inbound?limit=1&cursor=" + cursor).body("items.reference", equalTo(List.of("A"))).body("nextCursor", nullValue());
        get("/v1/transfers").body("items", hasSize(0));
    }

    @Test
    @DisplayName("R83 R7 what can't be sent is refused: not free, not known, not counted, nowhere to go")
    void refused() {
        channel("web", "ONLINE", null);
        place("web", "A-1", "TEA", 8);
        post("/v1/transfers", Map.of("from", "W1", "to", "S1", "lines", List.of(line("TEA", 3)))).statusCode(409)
                .body("type", containsString("insufficient-stock")).body("lines[0].sellable", equalTo(2));
        post("/v1/transfers", Map.of("from", "W1", "to", "W1", "lines", List.of(line("TEA", 1)))).statusCode(422).body("errors.pointer", hasItem("/to"));
        post("/v1/transfers", Map.of("from", "W1", "to", "X", "lines", List.of(line("TEA", 1)))).statusCode(422).body("errors.pointer", hasItem("/to"));
        post("/v1/transfers", Map.of("from", "X", "to", "W1", "lines", List.of(line("TEA", 1)))).statusCode(422).body("errors.pointer", hasItem("/from"));
        post("/v1/inbound", Map.of("location", "X", "expectedOn", "2026-12-24", "lines", List.of(line("TEA", 1)))).statusCode(422)
                .body("errors.pointer", hasItem("/location"));
        post("/v1/inbound", Map.of("location", "W1", "lines", List.of())).statusCode(422)
                .body("errors.pointer", equalTo(List.of("/expectedOn", "/lines")));
        post("/v1/inbound", Map.of("location", "W1", "expectedOn", "2026-12-24", "lines", List.of(line("EGG", 1)))).statusCode(422)
                .body("errors[0].detail", containsString("EGG"));
        post("/v1/inbound", Map.of("location", "W1", "expectedOn", "2026-12-24", "lines", List.of(line("TEA", 1_000_000), line("TEA", 1))))
                .statusCode(422).body("errors[0].detail", containsString("1000000"));
        post("/v1/inbound/" + UUID.randomUUID() + "/receipts", Map.of()).statusCode(404);
        String id = announce("A");
        post("/v1/inbound/" + id + "/receipts", Map.of("lines", List.of())).statusCode(422).body("errors.pointer", hasItem("/lines"));
        as("other-" + merchant).when().get("/v1/inbound/" + id).then().statusCode(404);
        as("other-" + merchant).when().post("/v1/inbound/" + id + "/receipts").then().statusCode(404);
        get("/v1/stock/TEA").body("onHand", equalTo(10)).body("incoming", equalTo(1));
        assertCleanAudit();
    }

    private String announce(String reference) {
        return post("/v1/inbound", Map.of("location", "W1", "expectedOn", "2026-12-24", "reference", reference,
                "lines", List.of(line("TEA", 1)))).statusCode(201).extract().path("id");
    }

    private static Map<String, Object> line(String sku, int quantity) {
        return Map.of("sku", sku, "quantity", quantity);
    }
}
