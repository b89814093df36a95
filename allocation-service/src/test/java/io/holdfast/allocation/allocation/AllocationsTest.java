package io.holdfast.allocation.allocation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.allocation.Allocating;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
class AllocationsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Transactions transactions;

    private Allocating shop;

    @BeforeEach
    void aMerchantWithTea() {
        shop = Allocating.ofMerchantWithTea();
    }

    @Test
    @DisplayName("R41 a RESERVE sets a quantity aside for its members; drawn and remaining are the stock service's")
    void aReserveSetsUnitsAside() {
        String id = shop.create("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"channels\": [\"web\", \"b2b\"], \"quantity\": 40}").then().statusCode(201)
                .header("Location", matchesPattern("/v1/allocations/[0-9a-f-]{36}")).header("ETag", "\"1\"")
                .body("sku", equalTo("TEA"), "purpose", equalTo("RESERVE"), "channels", contains("web", "b2b"), "quantity", equalTo(40))
                .body("adjust", equalTo("FOLLOW"), "drawn", equalTo(0), "remaining", equalTo(40), "warnings", hasSize(0), "$", not(hasKey("applied")))
                .extract().path("id");
        StubStock.drawn(id, 15);
        shop.allocation(id).then().statusCode(200).body("drawn", equalTo(15), "remaining", equalTo(25));
        shop.list("?sku=TEA").then().body("items", hasSize(1), "items[0].remaining", equalTo(25), "items[0]", not(hasKey("warnings")));
    }

    @Test
    @DisplayName("R41 a STOP has members and no quantity; a RESERVE without members is a buffer")
    void aStopHasMembersAndNoQuantity() {
        shop.create("{\"sku\": \"TEA\", \"purpose\": \"STOP\", \"channels\": [\"web\"]}").then().statusCode(201)
                .body("quantity", nullValue(), "drawn", nullValue(), "remaining", nullValue(), "warnings", hasSize(0));
        refused("{\"sku\": \"TEA\", \"purpose\": \"STOP\", \"channels\": []}", "/channels");
        refused("{\"sku\": \"TEA\", \"purpose\": \"STOP\"}", "/channels");
        refused("{\"sku\": \"TEA\", \"purpose\": \"STOP\", \"channels\": [\"b2b\"], \"quantity\": 3}", "/quantity");
        shop.create("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 5}").then().statusCode(201).body("channels", hasSize(0));
        shop.create("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"channels\": [], \"quantity\": 5}").then().statusCode(201);
    }

    @Test
    @DisplayName("R81 stock has heard of an allocation, its edit and its end before the caller is answered")
    void stockHearsBeforeTheAnswer() {
        String id = shop.reserve("\"web\"", 10);
        shop.patch(id, "{\"quantity\": 12, \"channels\": [\"till\", \"web\"], \"adjust\": \"USE_AVAILABLE\"}").then().statusCode(200)
                .header("ETag", "\"2\"").body("quantity", equalTo(12), "remaining", equalTo(12), "channels", contains("till", "web"));
        shop.call().delete("/v1/allocations/" + id).then().statusCode(204);
        shop.allocation(id).then().statusCode(404);
        shop.call().delete("/v1/allocations/" + id).then().statusCode(404);
        List<JsonNode> told = StubStock.handedOver(shop.merchant(), id);
        assertEquals(List.of(1L, 2L, 3L), told.stream().map(e -> e.path("version").asLong()).toList());
        assertEquals("allocation.allocation-changed.v1", told.get(0).path("type").asText());
        assertEquals("[\"till\",\"web\"]", told.get(1).path("data").path("channels").toString());
        assertEquals("USE_AVAILABLE", told.get(1).path("data").path("adjust").asText());
        assertEquals(List.of(false, false, true), told.stream().map(e -> e.path("data").path("ended").asBoolean()).toList());
    }

    @Test
    @DisplayName("R43 a channel is a member of at most one RESERVE per SKU")
    void aChannelIsInOneReservePerSku() {
        StubStock.level(shop.merchant(), "MUG", 5, 5);
        String first = shop.reserve("\"web\", \"till\"", 10);
        shop.create("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"channels\": [\"b2b\", \"web\"], \"quantity\": 5}").then().statusCode(409)
                .body("type", endsWith("/allocation-overlap"), "overlaps[0].channel", equalTo("web"), "overlaps[0].allocation", equalTo(first))
                .body("errors.pointer", contains("/channels/1"));
        shop.create("{\"sku\": \"TEA\", \"purpose\": \"STOP\", \"channels\": [\"web\"]}").then().statusCode(201);
        shop.create("{\"sku\": \"MUG\", \"purpose\": \"RESERVE\", \"channels\": [\"web\"], \"quantity\": 5}").then().statusCode(201);
        String second = shop.reserve("\"b2b\"", 5);
        shop.patch(second, "{\"channels\": [\"b2b\", \"till\"]}").then().statusCode(409).body("overlaps.channel", contains("till"));
        shop.patch(first, "{\"channels\": [\"web\"]}").then().statusCode(200);
        shop.patch(second, "{\"channels\": [\"b2b\", \"till\"]}").then().statusCode(200);
        shop.call().delete("/v1/allocations/" + first).then().statusCode(204);
        shop.reserve("\"web\"", 1);
    }

    @Test
    @DisplayName("R43 of many who ask at once for the same channel, one gets it")
    void ofManyAtOnceOneGetsTheChannel() {
        String spare = shop.reserve("", 1);
        List<String> asking = List.of("\"web\"", "\"b2b\", \"web\"", "\"web\", \"b2b\"");
        List<Integer> answers = IntStream.range(0, 24).mapToObj(i -> CompletableFuture.supplyAsync(() -> i % 4 == 0
                ? shop.patch(spare, "{\"channels\": [\"web\"]}").statusCode()
                : shop.create("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"channels\": [" + asking.get(i % 3) + "], \"quantity\": 1}").statusCode()))
                .toList().stream().map(CompletableFuture::join).toList();
        assertTrue(answers.stream().allMatch(status -> status == 201 || status == 200 || status == 409), answers.toString());
        assertTrue(answers.stream().filter(status -> status == 201).count() <= 1, answers.toString());
        shop.list("?sku=TEA&channel=web").then().body("items", hasSize(1));
    }

    @Test
    @DisplayName("R40 sums above the stock are a warning with numbers, never a refusal")
    void sumsAboveTheStockAreAWarning() {
        StubStock.drawn(shop.reserve("", 1), 1);
        String first = shop.reserve("\"web\"", 70);
        shop.create("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"channels\": [\"b2b\"], \"quantity\": 50}").then().statusCode(201)
                .body("warnings", hasSize(1), "warnings[0].code", equalTo("above-stock"), "warnings[0].setAside", equalTo(120),
                        "warnings[0].available", equalTo(100), "warnings[0].onHand", equalTo(100),
                        "warnings[0].detail", equalTo("The 2 RESERVE allocations of TEA set aside 120 units, 20 more than the 100 available (100 on hand)."));
        StubStock.drawn(first, 30);
        shop.allocation(first).then().body("warnings", hasSize(0), "remaining", equalTo(40));
        shop.patch(first, "{\"quantity\": 81}").then().body("warnings[0].setAside", equalTo(101));
    }

    @Test
    @DisplayName("R83 every wrong member of an allocation is told with its pointer, and nothing is stored")
    void everyWrongMemberIsTold() {
        refused("{\"purpose\": \"RESERVE\", \"quantity\": 1}", "/sku");
        refused("{\"sku\": \"COFFEE\", \"purpose\": \"RESERVE\", \"quantity\": 1}", "/sku");
        refused("{\"sku\": \"TEA\", \"quantity\": 1}", "/purpose");
        refused("{\"sku\": \"TEA\", \"purpose\": \"GIFT\", \"quantity\": 1}", "/purpose");
        refused("{\"sku\": \"TEA\", \"purpose\": \"PRESELL\", \"quantity\": 1}", "/channels");
        refused("{\"sku\": \"TEA\", \"purpose\": \"BUFFER\", \"channels\": [\"web\"]}", "/quantity");
        refused("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\"}", "/quantity");
        refused("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": -1}", "/quantity");
        refused("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1000000001}", "/quantity");
        refused("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1.5}", "/quantity");
        refused("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": \"7\"}", "/quantity");
        refused("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1, \"adjust\": \"GUESS\"}", "/adjust");
        refused("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1, \"channels\": [\"web\", \"nowhere\"]}", "/channels/1");
        refused("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1, \"channels\": [\"web\", \"web\"]}", "/channels/1");
        refused("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1, \"channels\": [null]}", "/channels/0");
        refused("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1, \"startsAt\": \"tomorrow\"}", "/startsAt");
        refused("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1, \"startsAt\": \"+10000-01-01T00:00:00Z\"}", "/startsAt");
        refused("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1, \"endsAt\": \"2020-01-01T00:00:00Z\"}", "/endsAt");
        refused("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1, \"until\": \"2020-01-01T00:00:00Z\"}", "/until");
        shop.list("").then().body("items", hasSize(0));
        String id = shop.reserve("\"web\"", 3);
        shop.patch(id, "{\"quantity\": null}").then().statusCode(422).body("errors.pointer", contains("/quantity"));
        shop.patch(id, "{\"channels\": [\"nowhere\"]}").then().statusCode(422).body("errors.pointer", contains("/channels/0"));
        shop.patch(id, "{\"startsAt\": \"2030-01-02T00:00:00Z\", \"endsAt\": \"2030-01-01T00:00:00Z\"}").then().statusCode(422)
                .body("errors.pointer", contains("/endsAt"));
        shop.allocation(id).then().body("quantity", equalTo(3), "channels", contains("web")).header("ETag", "\"1\"");
    }

    @Test
    void whatGetGivesPatchTakesBackUnchanged() {
        String reserve = shop.reserve("\"web\"", 101);
        String stop = shop.create("{\"sku\": \"TEA\", \"purpose\": \"STOP\", \"channels\": [\"b2b\"]}").path("id");
        String presell = shop.allocate("PRESELL", "\"web\"", "5", "\"startsAt\": \"2031-01-01T01:00:00.1234567+01:00\", \"endsAt\": \"2032-01-01T00:00:00Z\"").path("id");
        for (String id : List.of(reserve, stop, presell)) {
            String before = shop.allocation(id).then().statusCode(200).extract().asString();
            assertEquals(before, shop.patch(id, before).then().statusCode(200).header("ETag", "\"1\"").extract().asString());
            assertEquals(1, StubStock.handedOver(shop.merchant(), id).size());
        }
        shop.call().header("If-Match", "\"9\"").body("{\"quantity\": 1}").patch("/v1/allocations/" + reserve).then().statusCode(412);
        shop.call().header("If-Match", "\"9\"").delete("/v1/allocations/" + reserve).then().statusCode(412);
        shop.call().header("If-Match", "\"1\"").delete("/v1/allocations/" + reserve).then().statusCode(204);
    }

    @Test
    void aListIsFilteredAndPaged() {
        StubStock.level(shop.merchant(), "MUG", 5, 5);
        shop.create("{\"sku\": \"MUG\", \"purpose\": \"STOP\", \"channels\": [\"web\"]}").then().statusCode(201);
        IntStream.range(0, 5).forEach(i -> shop.reserve("", i));
        String next = shop.list("?sku=TEA&limit=3").then().body("items.quantity", contains(0, 1, 2)).extract().path("nextCursor");
        shop.list("?sku=TEA&limit=3&cursor=" + next).then().body("items.quantity", contains(3, 4), "nextCursor", nullValue());
        shop.list("?channel=web").then().body("items.sku", contains("MUG"));
        shop.list("?channel=web&sku=TEA").then().body("items", hasSize(0));
        shop.list("?cursor=bm9wZQ").then().statusCode(422);
        shop.list("?sku=%00").then().statusCode(422).body("errors[0].pointer", equalTo("?sku"));
    }

    @Test
    @DisplayName("R80 another merchant's allocation, SKU and channel are not there")
    void anotherMerchantsThingsAreNotThere() {
        String id = shop.reserve("\"web\"", 3);
        Allocating other = Allocating.ofNewMerchant();
        other.allocation(id).then().statusCode(404);
        other.patch(id, "{\"quantity\": 1}").then().statusCode(404);
        other.call().delete("/v1/allocations/" + id).then().statusCode(404);
        other.list("").then().body("items", hasSize(0));
        other.create("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1}").then().statusCode(422).body("errors.pointer", contains("/sku"));
        StubStock.level(other.merchant(), "TEA", 1, 1);
        other.create("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"channels\": [\"web\"], \"quantity\": 1}").then().statusCode(422)
                .body("errors.pointer", contains("/channels/0"));
        other.channel("web", "ONLINE");
        other.reserve("\"web\"", 1);
        shop.list("").then().body("items.id", contains(id));
        shop.allocation("no-uuid").then().statusCode(404).contentType("application/problem+json");
        shop.allocation(UUID.randomUUID().toString()).then().statusCode(404);
    }

    @Test
    @DisplayName("R81 while stock is down edits and ends still succeed, and say that they are pending")
    void whileStockIsDownChangesArePending() {
        String id = shop.reserve("\"web\"", 3);
        StubStock.down();
        try {
            shop.allocation(id).then().statusCode(200).body("remaining", nullValue(), "warnings[0].code", equalTo("stock-unavailable"));
            shop.patch(id, "{\"quantity\": 4}").then().statusCode(200).body("applied", equalTo("pending"), "quantity", equalTo(4));
            shop.create("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1}").then().statusCode(503).header("Retry-After", "2");
            shop.call().delete("/v1/allocations/" + id).then().statusCode(202).body("applied", equalTo("pending"));
            shop.allocation(id).then().statusCode(404);
        } finally {
            StubStock.up();
        }
    }

    @Test
    @DisplayName("R82 what was answered with success waits in the outbox too; a refusal leaves nothing there")
    void successWaitsInTheOutbox() {
        assertEquals(3, waiting());
        shop.create("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1, \"channels\": [\"nowhere\"]}").then().statusCode(422);
        assertEquals(3, waiting());
        String id = shop.reserve("\"web\"", 1);
        shop.reserve("", 1);
        shop.create("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1, \"channels\": [\"web\"]}").then().statusCode(409);
        shop.call().delete("/v1/allocations/" + id).then().statusCode(204);
        assertEquals(6, waiting());
    }

    @Test
    void aSkuMayHaveAThousandAllocations() {
        shop.reserve("", 1);
        transactions.ofAllMerchants(all -> all.preparedQuery("update allocated_sku set allocations = 999 where merchant = $1").execute(Tuple.of(shop.merchant())))
                .await().atMost(PATIENCE);
        String last = shop.reserve("", 1);
        shop.create("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"quantity\": 1}").then().statusCode(409)
                .body("type", endsWith("/limit-reached"), "detail", equalTo("A SKU may have up to 1000 allocations."));
        shop.call().delete("/v1/allocations/" + last).then().statusCode(204);
        shop.reserve("", 1);
    }

    private long waiting() {
        return transactions.ofAllMerchants(all -> all.preparedQuery("select count(*) from outbox where envelope::json ->> 'merchant' = $1").execute(Tuple.of(shop.merchant())))
                .await().atMost(PATIENCE).iterator().next().getLong(0);
    }

    private void refused(String body, String pointer) {
        shop.create(body).then().statusCode(422).contentType("application/problem+json").body("errors.pointer", contains(pointer));
    }
}
