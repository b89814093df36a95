package io.holdfast.stock.counting;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.holdfast.stock.StockTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SnapshotsTest extends StockTest {

    @Test
    @DisplayName("R5 numbers that know our open orders become available, others on hand: nothing is deducted twice")
    void with_and_without_open_orders() {
        stocked("TEA", 5);
        channel("web", "ONLINE", null);
        place("web", "A-1", "TEA", 2);
        post("/v1/stock/snapshots", snapshot(true, "TEA", 7)).statusCode(200).body("results.status", equalTo(List.of(200)))
                .body("results.onHand", equalTo(List.of(9)));
        get("/v1/stock/TEA").body("onHand", equalTo(9)).body("available", equalTo(7));
        post("/v1/stock/snapshots", snapshot(false, "TEA", 7)).statusCode(200).body("results.onHand", equalTo(List.of(7)));
        get("/v1/stock/TEA").body("onHand", equalTo(7)).body("available", equalTo(5));
        get("/v1/stock/TEA/movements").body("items[-1].kind", equalTo("SNAPSHOT")).body("items[-1].reason", equalTo("snapshot of ERP"));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R5 R83 a snapshot says whether it knows our orders; bad lines stand alone; too many are refused with the limit")
    void refused() {
        stocked("TEA", 5);
        post("/v1/stock/snapshots", Map.of("source", "ERP", "includesOpenOrders", true, "lines", List.of(
                Map.of("sku", "EGG", "location", "W1", "quantity", 1), Map.of("sku", "TEA", "location", "W1", "quantity", 6))))
                .statusCode(200).body("results.status", equalTo(List.of(422, 200))).body("results[0].problem.type", containsString("unknown-sku"));
        post("/v1/stock/snapshots", Map.of("source", "ERP", "lines", List.of(Map.of("sku", "TEA", "location", "W1", "quantity", -1))))
                .statusCode(422).body("errors.pointer", equalTo(List.of("/includesOpenOrders", "/lines/0/quantity")));
        post("/v1/stock/snapshots", Map.of("source", "ERP", "includesOpenOrders", true, "lines",
                Collections.nCopies(10_001, Map.of("sku", "TEA", "location", "W1", "quantity", 1)))).statusCode(422)
                .body("errors.pointer", hasItem("/lines")).body("errors.detail", hasItem(containsString("10000")));
        get("/v1/stock/TEA").body("onHand", equalTo(6));
    }

    private static Map<String, Object> snapshot(boolean includesOpenOrders, String sku, int quantity) {
        return Map.of("source", "ERP", "includesOpenOrders", includesOpenOrders,
                "lines", List.of(Map.of("sku", sku, "location", "W1", "quantity", quantity)));
    }
}
