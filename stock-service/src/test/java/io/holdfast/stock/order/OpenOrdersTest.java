package io.holdfast.stock.order;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.StockTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OpenOrdersTest.Capped.class)
class OpenOrdersTest extends StockTest {

    /** Few orders, so that a test has not to place many. */
    public static class Capped implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("holdfast.orders.open-per-merchant", "5", "holdfast.orders.open-per-channel", "3");
        }
    }

    @Inject
    Pool pool;

    @BeforeEach
    void aShop() {
        stocked("TEA", 100);
        channel("web", "ONLINE", null);
        channel("b2b", "B2B", null);
    }

    private List<String> placeThree() {
        return IntStream.range(0, 3).mapToObj(i -> place("web", "A-" + i, "TEA", 1)).toList();
    }

    @Test
    void aChannelHasItsCap() {
        List<String> ids = placeThree();
        post("/v1/orders", order("web", "A-3", "TEA", 1)).statusCode(429).contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9][0-9]*")).body("type", containsString("/too-many-reservations"))
                .body("limit", equalTo(3)).body("detail", containsString("channel"));
        get("/v1/stock/TEA").body("reserved", equalTo(3));
        place("b2b", "B-0", "TEA", 1);
        post("/v1/orders/" + ids.get(0) + "/payment", Map.of("eventId", "e")).statusCode(200);
        place("web", "A-3", "TEA", 1);
    }

    @Test
    void aMerchantHasItsCap() {
        placeThree();
        place("b2b", "B-0", "TEA", 1);
        place("b2b", "B-1", "TEA", 1);
        post("/v1/orders", order("b2b", "B-2", "TEA", 1)).statusCode(429).body("limit", equalTo(5)).body("detail", containsString("merchant"));
    }

    @Test
    @DisplayName("R13 a repeat is answered though the cap is reached")
    void repeats() {
        String first = placeThree().get(0);
        post("/v1/orders", order("web", "A-0", "TEA", 1)).statusCode(200).body("id", equalTo(first));
    }

    @Test
    @DisplayName("R25 a new attempt of the same buyer is accepted though the cap is reached")
    void superseding() {
        String first = placeThree().get(0);
        post("/v1/orders", Map.of("channel", "web", "reference", "A-0b", "supersedes", first, "lines", List.of(Map.of("sku", "TEA", "quantity", 2))))
                .statusCode(201);
        post("/v1/orders", Map.of("channel", "web", "reference", "A-0c", "supersedes", first, "lines", List.of(Map.of("sku", "TEA", "quantity", 2))))
                .statusCode(429);
    }

    @Test
    @DisplayName("R10 an order that holds nothing until it is paid is not counted")
    void ordersThatHoldNothing() {
        channel("pay", "ONLINE", "ON_PAYMENT");
        IntStream.range(0, 7).forEach(i -> place("pay", "P-" + i, "TEA", 1));
        placeThree();
    }

    @Test
    void aCrowdDoesNotSlipThrough() {
        List<Object> orders = IntStream.range(0, 60).mapToObj(i -> (Object) order("web", "C-" + i, "TEA", 1)).toList();
        List<Integer> status = post("/v1/orders/batch", Map.of("orders", orders)).statusCode(200).extract().path("results.status");
        long accepted = status.stream().filter(s -> s == 201).count();
        assertTrue(accepted >= 1 && accepted <= 3, accepted + " of a crowd were accepted");
        assertEquals(60 - accepted, status.stream().filter(s -> s == 429).count());
        post("/v1/orders", order("web", "later", "TEA", 1)).statusCode(accepted == 3 ? 429 : 201);
    }

    @Test
    void theCountReadsItsOwnIndex() {
        String count = OpenOrderStore.COUNT.replace("$1", "'m'").replace("$2", "'c'").replace("$3", "'r'").replace("$4", "null::uuid")
                .replace("$5", "5").replace("$6", "3");
        StringBuilder plan = new StringBuilder();
        pool.withTransaction(transaction -> transaction.query("set local enable_seqscan = off").execute()
                .chain(() -> transaction.query("explain " + count).execute())).await().atMost(Duration.ofSeconds(10))
                .forEach((Row row) -> plan.append(row.getString(0)).append('\n'));
        assertEquals(2, plan.toString().split("orders_holding", -1).length - 1, plan.toString());
    }

    @Test
    @DisplayName("without a cap nothing is asked of the database")
    void off() {
        OpenOrders off = new OpenOrders(null, new OpenOrders.Caps() {
            @Override
            public OptionalInt openPerMerchant() {
                return OptionalInt.empty();
            }

            @Override
            public OptionalInt openPerChannel() {
                return OptionalInt.empty();
            }
        });
        Uni<String> placed = Uni.createFrom().item("placed");
        assertSame(placed, off.within(null, () -> placed));
    }
}
