package io.holdfast.allocation.readiness;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
class ToldReadinessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Transactions transactions;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    private Allocating shop;

    @BeforeEach
    void aMerchantWithTea() {
        shop = Allocating.ofMerchantWithTea();
    }

    @Test
    @DisplayName("R50 a channel is connected while a stream of its own was open within a minute")
    void connected() {
        says("web", "connected", false, 1, "No webhook is enabled");
        run("insert into stream_reader (merchant, channel, reader, seen_at) values ($1, 'web', gen_random_uuid(), holdfast_now() - interval '59 seconds')");
        says("web", "connected", true, 0, "A webhook is enabled");
        says("till", "connected", false, 1, "No webhook is enabled");
        run("update stream_reader set seen_at = seen_at - interval '2 seconds' where merchant = $1");
        says("web", "connected", false, 1, "No webhook is enabled");
    }

    @Test
    @DisplayName("R50 a channel is connected for a day after a key of its own was used, in whichever order events come")
    void connectedByItsKey() {
        TestClock clock = TestClock.install(database, "postgres");
        Instant used = clock.now().minus(Duration.ofHours(23));
        keyUsed("web", used);
        keyUsed("web", used.minus(Duration.ofDays(9)));
        says("web", "connected", true, 0, "No webhook is enabled, and no stream is open; a key of the channel was last used at " + used);
        says("till", "connected", false, 1, "No webhook is enabled, and no stream is open; a key of the channel was last used never.");
        clock.advance(Duration.ofMinutes(61));
        says("web", "connected", false, 1, "No webhook is enabled, and no stream is open; a key of the channel was last used at " + used);
        keyUsed("web", clock.now());
        says("web", "connected", true, 0, "No webhook is enabled");
    }

    @Test
    @DisplayName("R82 a sign of life that comes again changes nothing, and nothing is kept to know it by")
    void signsNeedNoInbox() {
        long before = remembered();
        Instant used = Instant.parse("2026-01-01T00:00:00Z");
        keyUsed("web", used);
        keyUsed("web", used);
        shop.hears("stock.activity-changed.v1", "web", 1, "{\"channel\": \"web\", \"orderedAt\": \"%s\"}".formatted(used));
        says("web", "connected", false, 1, "No webhook is enabled, and no stream is open; a key of the channel was last used at " + used);
        says("web", "orders-synced", false, 1, "");
        assertEquals(before, remembered());
    }

    private long remembered() {
        return transactions.ofAllMerchants(all -> all.preparedQuery("select count(*) as n from inbox").execute()).await().atMost(PATIENCE).iterator().next().getLong("n");
    }

    @Test
    @DisplayName("R50 the inventory is synced when the newest quantity of every unarchived variant has reached the channel")
    void inventorySynced() {
        says("web", "inventory-synced", true, 0, "Of 0 unarchived variants");
        shop.variants("TEA", "MUG");
        shop.variant("OLD", 1, true, "");
        says("web", "inventory-synced", false, 2, "Of 2 unarchived variants the newest sellable quantity of 0 ");
        run("insert into told (merchant, channel, sku, sellable, version, position, changed_at) values ($1, 'web', 'TEA', 5, 7, 1, holdfast_now())");
        says("web", "inventory-synced", false, 2, "Of 2 unarchived");
        run("update told set delivered_version = 7 where merchant = $1");
        says("web", "inventory-synced", false, 1, "Of 2 unarchived");
        run("insert into told (merchant, channel, sku, sellable, version, position, changed_at, delivered_version) values ($1, 'web', 'MUG', 0, 3, 2, holdfast_now(), 3)");
        says("web", "inventory-synced", true, 0, "Of 2 unarchived");
        run("update told set version = 8 where merchant = $1 and sku = 'TEA'");
        says("web", "inventory-synced", false, 1, "Of 2 unarchived");
        shop.call().get("/v1/channels/web/readiness").then()
                .body("checks.check", contains("connected", "products-linked", "inventory-synced", "orders-synced"));
    }

    private void keyUsed(String channel, Instant at) {
        UUID key = UUID.randomUUID();
        shop.hears("gateway.key-changed.v1", key.toString(), at.toEpochMilli(),
                "{\"id\": \"%s\", \"channel\": \"%s\", \"lastUsedAt\": \"%s\"}".formatted(key, channel, at));
    }

    private void run(String statement) {
        transactions.ofAllMerchants(all -> all.preparedQuery(statement).execute(Tuple.of(shop.merchant()))).await().atMost(PATIENCE);
    }

    private void says(String channel, String check, boolean ok, int count, String detail) {
        String found = "checks.find { it.check == '" + check + "' }.";
        shop.call().get("/v1/channels/" + channel + "/readiness").then().statusCode(200)
                .body(found + "ok", equalTo(ok), found + "count", equalTo(count), found + "detail", startsWith(detail));
    }
}
