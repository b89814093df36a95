package io.holdfast.allocation.allocation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.allocation.Allocating;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.clock.TestClock;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** All four purposes, and when they are in force. */
@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
class WindowsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Transactions transactions;
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    private TestClock clock;
    private Allocating shop;
    private Instant today;

    @BeforeEach
    void aMerchantWithTea() {
        clock = TestClock.install(database, "postgres");
        today = clock.now();
        shop = Allocating.ofMerchantWithTea();
    }

    @Test
    @DisplayName("R41 a pre-sale, a buffer and a stop are kept and told to stock as they are, with their windows")
    void everyPurposeIsKeptAndTold() {
        String presell = shop.allocate("PRESELL", "\"web\"", "25", window(day(1), day(9))).then().statusCode(201)
                .body("state", equalTo("SCHEDULED"), "startsAt", equalTo(day(1).toString()), "endsAt", equalTo(day(9).toString()))
                .body("drawn", equalTo(0), "remaining", equalTo(25), "warnings", hasSize(0)).extract().path("id");
        String buffer = shop.allocate("BUFFER", "\"web\", \"b2b\"", "3", window(null, day(9))).then().statusCode(201)
                .body("state", equalTo("IN_FORCE"), "startsAt", nullValue(), "drawn", equalTo(0), "remaining", equalTo(3)).extract().path("id");
        String stop = shop.allocate("STOP", "\"till\"", "null", window(day(1), null)).then().statusCode(201)
                .body("state", equalTo("SCHEDULED"), "remaining", nullValue()).extract().path("id");
        StubStock.drawn(presell, 5);
        shop.allocation(presell).then().body("drawn", equalTo(5), "remaining", equalTo(20));
        shop.list("").then().body("items.purpose", contains("PRESELL", "BUFFER", "STOP"), "items[0].remaining", equalTo(20), "items[1].remaining", equalTo(3));
        assertEquals(List.of("PRESELL", day(1).toString(), day(9).toString()), told(presell));
        assertEquals(List.of("BUFFER", "null", day(9).toString()), told(buffer));
        assertEquals(List.of("STOP", day(1).toString(), "null"), told(stop));
    }

    @Test
    @DisplayName("R40 a window begins and ends by itself, and can be moved")
    void aWindowBeginsAndEndsByItself() {
        String id = shop.allocate("RESERVE", "\"web\"", "5", window(day(1), day(2))).then().statusCode(201).extract().path("id");
        shop.allocation(id).then().body("state", equalTo("SCHEDULED"));
        clock.set(day(1));
        shop.allocation(id).then().body("state", equalTo("IN_FORCE")).header("ETag", "\"1\"");
        clock.set(day(2));
        shop.allocation(id).then().body("state", equalTo("ENDED")).header("ETag", "\"1\"");
        shop.patch(id, "{\"startsAt\": null, \"endsAt\": null}").then().statusCode(200).body("state", equalTo("IN_FORCE"), "endsAt", nullValue());
        shop.patch(id, "{\"endsAt\": \"" + day(1) + "\"}").then().statusCode(200).body("state", equalTo("ENDED"));
        assertEquals(3, StubStock.handedOver(shop.merchant(), id).size());
    }

    @Test
    @DisplayName("R43 windows that overlap in time conflict, and the refusal says with what; disjoint ones don't")
    void windowsThatOverlapConflict() {
        String season = shop.allocate("RESERVE", "\"web\"", "5", window(day(5), day(24))).then().statusCode(201).extract().path("id");
        shop.allocate("RESERVE", "\"b2b\", \"web\"", "5", window(day(23), null)).then().statusCode(409).body("type", endsWith("/allocation-overlap"))
                .body("title", containsString("RESERVE"), "overlaps", hasSize(1), "overlaps[0].channel", equalTo("web"))
                .body("overlaps[0].allocation", equalTo(season), "overlaps[0].startsAt", equalTo(day(5).toString()))
                .body("overlaps[0].endsAt", equalTo(day(24).toString()), "errors.pointer", contains("/channels/1"));
        String before = shop.allocate("RESERVE", "\"web\"", "5", window(null, day(5))).then().statusCode(201).extract().path("id");
        shop.allocate("RESERVE", "\"web\"", "5", window(day(24), null)).then().statusCode(201);
        shop.allocate("PRESELL", "\"web\"", "5", "").then().statusCode(201);
        shop.allocate("PRESELL", "\"web\"", "5", window(day(40), null)).then().statusCode(409).body("title", containsString("PRESELL"));
        shop.patch(season, "{\"endsAt\": null}").then().statusCode(409);
        clock.set(day(5));
        shop.patch(before, "{\"quantity\": 6}").then().statusCode(200);
        shop.patch(before, "{\"endsAt\": \"" + day(6) + "\"}").then().statusCode(409);
        shop.allocate("RESERVE", "\"b2b\"", "5", window(day(6), day(7))).then().statusCode(201);
        shop.allocate("RESERVE", "\"b2b\"", "5", "").then().statusCode(409);
        clock.set(day(7));
        shop.allocate("RESERVE", "\"b2b\"", "5", "").then().statusCode(201);
    }

    @Test
    @DisplayName("R43 of many who ask at once for one channel in windows that overlap, one gets it")
    void ofManyAtOnceOneGetsTheChannel() {
        List<Integer> answers = IntStream.range(0, 16).mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        shop.allocate("PRESELL", "\"web\"", "1", window(day(i + 1), day(i + 30))).statusCode()))
                .toList().stream().map(CompletableFuture::join).toList();
        assertEquals(1, answers.stream().filter(status -> status == 201).count(), answers.toString());
        assertEquals(15, answers.stream().filter(status -> status == 409).count(), answers.toString());
    }

    @Test
    @DisplayName("R43 whatever code runs, the database keeps a channel from two pots at a time")
    void theDatabaseKeepsTheRuleToo() {
        String first = shop.allocate("RESERVE", "\"web\"", "5", window(null, day(5))).then().statusCode(201).extract().path("id");
        shop.allocate("RESERVE", "\"web\"", "5", window(day(5), null)).then().statusCode(201);
        assertTrue(assertThrows(RuntimeException.class, () -> transactions.ofAllMerchants(all -> all
                .preparedQuery("update allocation_member set during = tstzrange(lower(during), null) where merchant = $1 and allocation_id = $2::text::uuid")
                .execute(Tuple.of(shop.merchant(), first))).await().atMost(PATIENCE)).getMessage().contains("one_pot_per_channel_and_sku_at_a_time"));
    }

    @Test
    @DisplayName("R40 30 + 50 + 30 of 100: said with numbers, for what is in force at the same time")
    void sumsInForceAtTheSameTime() {
        shop.allocate("RESERVE", "\"b2b\"", "30", "").then().body("warnings", hasSize(0));
        shop.allocate("RESERVE", "\"web\"", "50", window(null, day(10))).then().body("warnings", hasSize(0));
        shop.allocate("RESERVE", "\"till\"", "30", window(day(10), null)).then().statusCode(201).body("warnings", hasSize(0));
        shop.allocate("RESERVE", "\"web\"", "50", window(day(20), null)).then().statusCode(201)
                .body("warnings", hasSize(1), "warnings[0].setAside", equalTo(110), "warnings[0].available", equalTo(100), "warnings[0].from", equalTo(day(20).toString()))
                .body("warnings[0].detail", equalTo("From " + day(20) + " on, the 3 RESERVE allocations of TEA set aside 110 units, 10 more than the"
                        + " 100 available (100 on hand)."));
        clock.set(day(20));
        shop.list("?channel=b2b").then().body("items", hasSize(1));
        shop.allocation(shop.list("?channel=b2b").path("items[0].id")).then().body("warnings[0].detail", startsWith("The 3 RESERVE allocations"), "warnings[0].from", nullValue());
    }

    @Test
    @DisplayName("R51 a bundle is allocated like any SKU; what it sets aside of its components counts with their own reserves")
    void aBundleSetsItsComponentsAside() {
        StubStock.level(shop.merchant(), "MUG", 10, 10);
        shop.variants("TEA", "MUG");
        shop.variant("GIFT", 1, false, "{\"sku\": \"TEA\", \"quantity\": 4}, {\"sku\": \"MUG\", \"quantity\": 1}");
        shop.reserve("\"web\"", 61);
        shop.create("{\"sku\": \"GIFT\", \"purpose\": \"RESERVE\", \"channels\": [\"b2b\"], \"quantity\": 12}").then().statusCode(201)
                .body("warnings.code", contains("above-stock", "above-stock"), "warnings.sku", containsInAnyOrder("MUG", "TEA"))
                .body("warnings.find { it.sku == 'TEA' }.setAside", equalTo(109), "warnings.find { it.sku == 'MUG' }.setAside", equalTo(12))
                .body("warnings.find { it.sku == 'TEA' }.detail", containsString("and of bundles with it"));
        shop.list("?sku=TEA").then().body("items", hasSize(1));
        shop.allocation(shop.list("?sku=TEA").path("items[0].id")).then().body("warnings.setAside", contains(109));
        shop.variant("GIFT", 2, false, "{\"sku\": \"TEA\", \"quantity\": 3}");
        shop.allocation(shop.list("?sku=TEA").path("items[0].id")).then().body("warnings", hasSize(0));
    }

    @Test
    @DisplayName("R41 of a SKU that is not counted only a STOP has an effect, and the others say so")
    void whatIsNotCounted() {
        shop.allocate("BUFFER", "\"web\"", "3", "").then().body("warnings", hasSize(0));
        StubStock.status(shop.merchant(), "TEA");
        for (String purpose : List.of("RESERVE", "PRESELL", "BUFFER")) {
            shop.allocate(purpose, "\"web\"", "3", "").then().statusCode(201).body("warnings.code", contains("not-counted"))
                    .body("warnings[0].detail", containsString("a " + purpose + " of it"));
        }
        shop.allocate("STOP", "\"web\"", "null", "").then().statusCode(201).body("warnings", hasSize(0));
    }

    @Test
    @DisplayName("R81 a SKU that is known here is allocated while stock is down, pending")
    void aKnownSkuIsAllocatedWhileStockIsDown() {
        shop.variants("TEA");
        StubStock.down();
        try {
            shop.allocate("RESERVE", "\"web\"", "3", "").then().statusCode(201).body("applied", equalTo("pending"), "warnings.code", contains("stock-unavailable"));
            shop.allocate("STOP", "\"web\"", "null", "").then().statusCode(201).body("applied", equalTo("pending"));
        } finally {
            StubStock.up();
        }
    }

    private Instant day(int number) {
        return today.plus(Duration.ofDays(number));
    }

    private static String window(Instant startsAt, Instant endsAt) {
        return "\"startsAt\": " + json(startsAt) + ", \"endsAt\": " + json(endsAt);
    }

    private static String json(Instant time) {
        return time == null ? "null" : "\"" + time + "\"";
    }

    private List<String> told(String id) {
        JsonNode data = StubStock.handedOver(shop.merchant(), id).get(0).path("data");
        return List.of(data.path("purpose").asText(), data.path("startsAt").asText(), data.path("endsAt").asText());
    }
}
