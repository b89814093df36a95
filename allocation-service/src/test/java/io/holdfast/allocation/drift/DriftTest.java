package io.holdfast.allocation.drift;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.allocation.Allocating;
import io.holdfast.allocation.LoopbackWebhooks;
import io.holdfast.allocation.StockSays;
import io.holdfast.allocation.sellable.ChannelKey;
import io.holdfast.allocation.sellable.Told;
import io.holdfast.allocation.sellable.ToldStore;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.clock.TestClock;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
@QuarkusTestResource(LoopbackWebhooks.class)
class DriftTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Transactions transactions;

    @Inject
    ToldStore told;

    @Inject
    DriftRounds rounds;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    private Allocating shop;
    private StockSays stock;
    private ChannelKey web;

    @BeforeEach
    void aChannelThatWasToldOfThreeSkus() {
        shop = Allocating.ofMerchantWithTea();
        stock = StockSays.of(shop);
        web = new ChannelKey(shop.merchant(), "web");
        for (String sku : List.of("CUP", "MUG", "POT")) {
            stock.that(sku, 1, 5, "web").now();
            StubStock.sellable(shop.merchant(), "web", sku, 5, 3);
        }
        delivered();
    }

    @Test
    @DisplayName("R49 where all that a channel was told is true, the drift check finds nothing and tells nobody")
    void noDrift() {
        long before = end();
        check().then().statusCode(200).body("checked", equalTo(3), "different", equalTo(0), "differences", hasSize(0), "reason", equalTo("REQUEST"));
        assertEquals(before, end());
    }

    @Test
    @DisplayName("R49 what a channel was told wrong, never, or of a SKU that is no more, is reported, kept, and told again")
    void differencesAreReportedAndToldAgain() {
        long before = end();
        StubStock.sellable(shop.merchant(), "web", "MUG", 2, 9);
        StubStock.sellable(shop.merchant(), "web", "NEW", 7, 1);
        StubStock.forget(shop.merchant(), "web", "POT");
        JsonPath report = check().then().statusCode(200).body("checked", equalTo(4), "different", equalTo(3))
                .body("differences.sku", containsInAnyOrder("MUG", "NEW", "POT"))
                .body("differences.find { it.sku == 'MUG' }.told.sellable", equalTo(5), "differences.find { it.sku == 'MUG' }.now.sellable", equalTo(2))
                .body("differences.find { it.sku == 'NEW' }.told", nullValue(), "differences.find { it.sku == 'NEW' }.now.sellable", equalTo(7))
                .body("differences.find { it.sku == 'POT' }.now.sellable", equalTo(0)).extract().jsonPath();
        List<String> again = transactions.ofAllMerchants(all -> told.after(all, web, before, 10)).await().atMost(PATIENCE).stream().map(Told::value)
                .map(value -> value.sku() + "=" + value.sellable() + "@" + value.version()).sorted().toList();
        assertEquals(List.of("MUG=2@9", "NEW=7@1", "POT=0@1"), again);
        shop.call().get("/v1/channels/web/drift").then().body("items", hasSize(1), "items[0].id", equalTo(report.getString("id")));
        shop.call().get("/v1/channels/web/drift/" + report.getString("id")).then().statusCode(200).body("different", equalTo(3));
        delivered();
        check().then().body("different", equalTo(0));
        shop.call().get("/v1/channels/web/drift").then().body("items.different", contains(0, 3));
    }

    @Test
    @DisplayName("R49 what was lost on its way to the channel is drift, too, and never lets an older value win")
    void whatWasNotDelivered() {
        stock.that("MUG", 9, 2, "web").now();
        StubStock.sellable(shop.merchant(), "web", "MUG", 3, 8);
        check().then().body("differences.sku", contains("MUG"), "differences[0].told.sellable", equalTo(5));
        Told mug = transactions.ofAllMerchants(all -> told.ofSkus(all, web, List.of("MUG"), 1)).await().atMost(PATIENCE).get(0);
        assertEquals(2, mug.value().sellable());
        assertEquals(9, mug.value().version());
    }

    @Test
    @DisplayName("R49 a change that arrives while the check looks is no drift")
    void onItsWay() {
        StubStock.sellable(shop.merchant(), "web", "MUG", 2, 9);
        var report = CompletableFuture.supplyAsync(() -> check().then().statusCode(200).extract().jsonPath());
        await().atMost(PATIENCE).until(() -> {
            stock.that("MUG", 9, 2, "web").now();
            delivered();
            return report.isDone();
        });
        assertEquals(0, report.join().getInt("different"));
    }

    @Test
    @DisplayName("R49 once a day every channel that somebody listens to is checked by itself")
    void onceADay() {
        TestClock clock = TestClock.install(database, "postgres");
        StubStock.sellable(shop.merchant(), "web", "MUG", 2, 9);
        transactions.ofAllMerchants(all -> all.preparedQuery("insert into stream_reader (merchant, channel, reader, seen_at) values ($1, 'web', gen_random_uuid(), holdfast_now() + interval '30 days')")
                .execute(Tuple.of(shop.merchant()))).await().atMost(PATIENCE);
        assertTrue(rounds.round().await().atMost(PATIENCE) || reports().isEmpty());
        clock.advance(Duration.ofHours(25));
        await().atMost(PATIENCE).until(() -> {
            rounds.round().await().atMost(PATIENCE);
            return reports().equals(List.of("DAILY"));
        });
        while (rounds.round().await().atMost(PATIENCE)) {
            assertEquals(List.of("DAILY"), reports());
        }
        clock.advance(Duration.ofHours(25));
        await().atMost(PATIENCE).until(() -> {
            rounds.round().await().atMost(PATIENCE);
            return reports().equals(List.of("DAILY", "DAILY"));
        });
    }

    @Test
    @DisplayName("R80 another merchant's channel has no drift to show; without the stock service nothing is reported")
    void refusals() {
        Allocating other = Allocating.ofNewMerchant();
        other.call().post("/v1/channels/web/drift").then().statusCode(404);
        other.call().get("/v1/channels/web/drift").then().statusCode(404);
        shop.call().get("/v1/channels/web/drift/x").then().statusCode(404);
        StubStock.down();
        try {
            check().then().statusCode(503).header("Retry-After", "2").contentType("application/problem+json");
        } finally {
            StubStock.up();
        }
        assertEquals(List.of(), reports());
    }

    private Response check() {
        return shop.call().post("/v1/channels/web/drift");
    }

    private List<String> reports() {
        return shop.call().get("/v1/channels/web/drift").then().statusCode(200).extract().path("items.reason");
    }

    private void delivered() {
        List<ToldStore.Stretch> all = List.of(new ToldStore.Stretch(web, 0, end()));
        transactions.ofAllMerchants(transaction -> told.delivered(transaction, all)).await().atMost(PATIENCE);
    }

    private long end() {
        return transactions.ofAllMerchants(all -> told.positions(all, List.of(web))).await().atMost(PATIENCE).get(web);
    }
}
