package io.holdfast.allocation.webhook;

import static org.awaitility.Awaitility.await;

import io.holdfast.allocation.Allocating;
import io.holdfast.allocation.LoopbackWebhooks;
import io.holdfast.allocation.StockSays;
import io.holdfast.testkit.clock.TestClock;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;

/** What tests of webhooks start from: a shop, its stock service's events, and a clock that moves. */
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
@QuarkusTestResource(LoopbackWebhooks.class)
abstract class WebhookTest {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    TestClock clock;
    Allocating shop;
    StockSays stock;

    @BeforeEach
    void aShopWithChannels() {
        clock = TestClock.install(database, "postgres");
        shop = Allocating.ofMerchantWithTea();
        stock = StockSays.of(shop);
    }

    /** Creates a webhook; the answer. */
    JsonPath webhook(Receiver receiver, String channel) {
        return shop.call().body("{\"url\": \"" + receiver.url() + "\", \"events\": [\"availability.changed\"], \"channel\": "
                + (channel == null ? null : "\"" + channel + "\"") + "}").post("/v1/webhooks").then().statusCode(201).extract().jsonPath();
    }

    /** The log, the newest first. */
    List<Map<String, Object>> deliveries(JsonPath webhook) {
        return shop.call().get("/v1/webhooks/" + webhook.getString("id") + "/deliveries?limit=200").then().statusCode(200).extract().path("items");
    }

    List<String> states(JsonPath webhook) {
        return deliveries(webhook).stream().map(delivery -> (String) delivery.get("state")).toList();
    }

    static void until(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(condition);
    }
}
