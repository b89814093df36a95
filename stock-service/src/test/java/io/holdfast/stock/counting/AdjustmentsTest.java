package io.holdfast.stock.counting;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.StockTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AdjustmentsTest extends StockTest {

    @Inject
    Pool pool;

    @Test
    @DisplayName("R3 each line of a bulk change has its own outcome")
    void line_by_line() {
        stocked("TEA", 5);
        post("/v1/stock/adjustments", Map.of("reason", "count", "lines", lines())).statusCode(200)
                .body("results.status", equalTo(List.of(200, 422, 409, 200)))
                .body("results.onHand", equalTo(java.util.Arrays.asList(7, null, 7, 9)))
                .body("results[1].problem.type", containsString("unknown-sku"))
                .body("results[2].problem.type", containsString("stale-count"));
        get("/v1/stock/TEA").body("onHand", equalTo(9));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R3 an atomic change is all or nothing, and says which lines stood in the way")
    void atomic() {
        stocked("TEA", 5);
        post("/v1/stock/adjustments", Map.of("reason", "count", "atomic", true, "lines", lines())).statusCode(422)
                .contentType("application/problem+json").body("results.status", equalTo(List.of(200, 422, 409, 200)));
        get("/v1/stock/TEA").body("onHand", equalTo(5));
        get("/v1/stock/TEA/movements").body("items", hasSize(1));
    }

    @Test
    @DisplayName("R83 a line has either a delta or a count, within the limits")
    void bad_lines() {
        stocked("TEA", 5);
        post("/v1/stock/adjustments", Map.of("reason", "count", "lines", List.of(
                Map.of("sku", "TEA", "location", "W1"),
                Map.of("sku", "TEA", "location", "W1", "delta", 0),
                Map.of("sku", "TEA", "location", "W1", "count", -1),
                Map.of("sku", "TEA", "location", "W1", "delta", 1, "expectedOnHand", 1),
                Map.of("sku", "TEA", "location", "W1", "delta", 1_000_000_001),
                Map.of("sku", "TEA", "location", "W1", "delta", Long.MIN_VALUE)))).statusCode(422)
                .body("errors.pointer", equalTo(List.of("/lines/0", "/lines/1/delta", "/lines/2/count", "/lines/3/expectedOnHand", "/lines/4/delta", "/lines/5/delta")));
        post("/v1/stock/adjustments", Map.of("lines", List.of())).statusCode(422).body("errors.pointer", hasItem("/reason"));
        get("/v1/stock/TEA").body("onHand", equalTo(5));
    }

    @Test
    @DisplayName("R3 10,000 lines work")
    void ten_thousand_lines() {
        variant("TEA");
        List<Map<String, Object>> lines = IntStream.range(0, 10_000)
                .mapToObj(i -> Map.<String, Object>of("sku", "TEA", "location", "W1", "delta", 1)).toList();
        post("/v1/stock/adjustments", Map.of("reason", "received", "lines", lines)).statusCode(200).body("results", hasSize(10_000));
        get("/v1/stock/TEA").body("onHand", equalTo(10_000));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R3 10,000 lines of 2,000 SKUs, and orders go on meanwhile; one line more is refused with the limit")
    void ten_thousand_lines_beside_orders() {
        stocked("TEA", 1_000);
        channel("web", "ONLINE", null);
        pool.preparedQuery("insert into item (merchant, sku, tracking, in_stock, archived, bundle, variant_version) "
                + "select $1, 'S' || n, 'QUANTITY', true, false, false, 0 from generate_series(0, 1999) n").execute(Tuple.of(merchant))
                .await().atMost(Duration.ofSeconds(10));
        List<Map<String, Object>> lines = new ArrayList<>(IntStream.range(0, 10_000)
                .mapToObj(i -> Map.<String, Object>of("sku", "S" + i % 2_000, "location", "W1", "delta", 1)).toList());
        CompletableFuture<List<Integer>> counting = CompletableFuture.supplyAsync(() -> post("/v1/stock/adjustments",
                Map.of("reason", "count", "lines", lines)).statusCode(200).extract().path("results.status"));
        int placed = 0;
        while (!counting.isDone()) {
            place("web", "A-" + placed++, "TEA", 1);
        }
        assertTrue(counting.join().stream().allMatch(status -> status == 200));
        assertTrue(placed > 1, "orders go on meanwhile");
        get("/v1/stock/S1999").body("onHand", equalTo(5));
        assertCleanAudit();
        lines.add(lines.get(0));
        post("/v1/stock/adjustments", Map.of("reason", "count", "lines", lines)).statusCode(422)
                .body("errors.pointer", hasItem("/lines")).body("errors.detail", hasItem(containsString("10000")));
    }

    private static List<Map<String, Object>> lines() {
        return List.of(Map.of("sku", "TEA", "location", "W1", "delta", 2),
                Map.of("sku", "EGG", "location", "W1", "delta", 2),
                Map.of("sku", "TEA", "location", "W1", "count", 3, "expectedOnHand", 5),
                Map.of("sku", "TEA", "location", "W1", "count", 9, "expectedOnHand", 7));
    }
}
