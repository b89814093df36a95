package io.holdfast.allocation.readiness;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.allocation.Allocating;
import io.holdfast.testkit.clock.TestClock;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
class ReadinessTest {

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    private TestClock clock;
    private Allocating shop;

    @BeforeEach
    void aMerchantWithTea() {
        clock = TestClock.install(database, "postgres");
        shop = Allocating.ofMerchantWithTea();
    }

    @Test
    @DisplayName("R50 products are linked when every unarchived variant has a listing, with counts")
    void productsAreLinked() {
        says("web", "products-linked", true, 0, startsWith("Of 0 unarchived variants 0 "));
        shop.variants("TEA", "MUG", "JAM");
        shop.variant("OLD", 1, true, "");
        says("web", "products-linked", false, 3, startsWith("Of 3 unarchived variants 0 have a listing."));
        link("TEA", "1");
        link("TEA", "2");
        link("OLD", "3");
        says("web", "products-linked", false, 2, containsString("The other 2 are listed with ?unlinked=true."));
        link("MUG", "4");
        link("JAM", "5");
        says("web", "products-linked", true, 0, startsWith("Of 3 unarchived variants 3 "));
        says("till", "products-linked", false, 3, startsWith("Of 3 "));
    }

    @Test
    @DisplayName("R50 orders are synced for a day after a heartbeat")
    void aHeartbeatIsASignOfLife() {
        says("web", "orders-synced", false, 1, startsWith("The last order was placed never, the last heartbeat was sent never."));
        shop.call().post("/v1/channels/web/heartbeat").then().statusCode(204);
        says("web", "orders-synced", true, 0, containsString("heartbeat was sent at 2"));
        says("till", "orders-synced", false, 1, containsString("within 24 hours"));
        clock.advance(Duration.ofHours(24).minusMinutes(1));
        says("web", "orders-synced", true, 0, containsString("heartbeat was sent at 2"));
        clock.advance(Duration.ofMinutes(2));
        says("web", "orders-synced", false, 1, containsString("within 24 hours"));
        shop.call().body("{}").post("/v1/channels/web/heartbeat").then().statusCode(204);
        says("web", "orders-synced", true, 0, containsString("heartbeat was sent at 2"));
    }

    @Test
    @DisplayName("R50 orders are synced for a day after the newest order was placed, in whichever order events come")
    void anOrderIsASignOfLife() {
        Instant now = clock.now();
        order("web", now.minus(Duration.ofHours(23)));
        order("web", now.minus(Duration.ofDays(9)));
        says("web", "orders-synced", true, 0, containsString("placed at " + now.minus(Duration.ofHours(23))));
        order("till", now.minus(Duration.ofHours(25)));
        says("till", "orders-synced", false, 1, containsString("placed at "));
        clock.advance(Duration.ofMinutes(61));
        says("web", "orders-synced", false, 1, containsString("within 24 hours"));
        order("gone", now);
    }

    @Test
    @DisplayName("R50 a channel that is not ready says so in its answers, and sells all the same")
    void aChannelSaysWhetherItIsReady() {
        shop.channel("web").then().statusCode(200).body("ready", equalTo(false), "notReady", hasItem("orders-synced"));
        shop.patchChannel("web", "{\"priority\": 7}").then().statusCode(200).body("ready", equalTo(false), "notReady", hasItem("orders-synced"));
        shop.call().post("/v1/channels/web/heartbeat").then().statusCode(204);
        shop.channel("web").then().body("notReady", not(hasItem("orders-synced")));
        shop.call().get("/v1/channels").then().body("items", everyItem(not(hasKey("ready"))));
        List<String> missing = shop.call().get("/v1/channels/web/readiness").path("checks.findAll { !it.ok }.check");
        assertEquals(missing.isEmpty(), shop.channel("web").<Boolean>path("ready"));
    }

    @Test
    @DisplayName("R80 another merchant's channel has neither readiness nor a heart")
    void anotherMerchantsChannelIsNotThere() {
        Allocating other = Allocating.ofNewMerchant();
        other.call().get("/v1/channels/web/readiness").then().statusCode(404).contentType("application/problem+json");
        other.call().post("/v1/channels/web/heartbeat").then().statusCode(404);
        other.channel("web", "ONLINE");
        other.call().post("/v1/channels/web/heartbeat").then().statusCode(204);
        says("web", "orders-synced", false, 1, containsString("never"));
        shop.call().get("/v1/channels/%00/readiness").then().statusCode(404);
    }

    private void says(String channel, String check, boolean ok, int count, Matcher<String> detail) {
        String found = "checks.find { it.check == '" + check + "' }.";
        shop.call().get("/v1/channels/" + channel + "/readiness").then().statusCode(200)
                .body(found + "ok", equalTo(ok), found + "count", equalTo(count), found + "detail", detail);
    }

    private void link(String sku, String id) {
        int status = shop.call().body("{\"sku\": \"" + sku + "\"}").put("/v1/channels/web/listings/" + id).statusCode();
        assertEquals(201, status);
    }

    private void order(String channel, Instant placed) {
        shop.hears("stock.activity-changed.v1", channel, ChronoUnit.MICROS.between(Instant.EPOCH, placed), """
                {"channel": "%s", "orderedAt": "%s"}""".formatted(channel, placed));
    }
}
