package io.holdfast.stock.order;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.stock.StockTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchTest extends StockTest {

    @Test
    @DisplayName("R12 R13 R83 each order of a batch has its own outcome, in the order given, and a bad one harms no other")
    void each_its_own() {
        stocked("TEA", 3);
        stocked("JAM", 1);
        channel("web", "ONLINE", null);
        List<Object> orders = new ArrayList<>(List.of(order("web", "A-1", "TEA", 2), order("web", "A-1", "TEA", 2),
                order("web", "A-1", "TEA", 1), order("web", "A-2", "TEA", 2), order("web", "A-3", "EGG", 1),
                Map.of("channel", "web", "reference", "A-4", "lines", List.of(Map.of("sku", "JAM", "quantity", 0))),
                Map.of("channel", "web", "reference", "A-5", "wrong", 1), "no order", Map.of("reference", 7),
                Map.of("channel", "web", "reference", "A-6", "lines", List.of(Map.of("sku", "JAM", "quantity", 1), Map.of("sku", "TEA", "quantity", 1)))));
        orders.add(null);
        post("/v1/orders/batch", Map.of("orders", orders)).statusCode(200).body("results", hasSize(11))
                .body("results.status", equalTo(List.of(201, 200, 409, 409, 422, 422, 422, 422, 422, 201, 422)))
                .body("results.reference", equalTo(Arrays.asList("A-1", "A-1", "A-1", "A-2", "A-3", "A-4", "A-5", null, null, "A-6", null)))
                .body("results[0].order.state", equalTo("UNPAID"))
                .body("results[2].problem.type", containsString("reference-reused"))
                .body("results[3].problem.type", containsString("insufficient-stock"))
                .body("results[5].problem.errors[0].pointer", equalTo("/lines/0/quantity"))
                .body("results[6].problem.errors[0].pointer", equalTo("/wrong"))
                .body("results[8].problem.errors[0].pointer", equalTo("/reference"));
        get("/v1/stock/TEA").body("reserved", equalTo(3));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R45 500 orders of one batch for 400 units: exactly 400; 501 are refused with the limit")
    void five_hundred() {
        stocked("TEA", 400);
        channel("web", "ONLINE", null);
        List<Object> orders = new ArrayList<>(IntStream.range(0, 500).mapToObj(i -> (Object) order("web", "B-" + i, "TEA", 1)).toList());
        List<Integer> status = post("/v1/orders/batch", Map.of("orders", orders)).statusCode(200).extract().path("results.status");
        assertEquals(400, status.stream().filter(s -> s == 201).count());
        orders.add(order("web", "B-501", "TEA", 1));
        post("/v1/orders/batch", Map.of("orders", orders)).statusCode(422).body("errors.pointer", hasItem("/orders"))
                .body("errors[0].detail", containsString("500"));
        post("/v1/orders/batch", Map.of("orders", List.of())).statusCode(422);
        get("/v1/stock/TEA").body("reserved", equalTo(400));
    }
}
