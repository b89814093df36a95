package io.holdfast.suite.journey;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.suite.launch.Service;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.manifest.Meters;
import io.holdfast.suite.manifest.Probes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What those who run it see: probes, meters, and the two alerts that matter most, each by a real fault. */
@TakesServicesAway
class OperationsJourneyTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private final Suite suite = RunningSuite.get();
    private final Scrape stock = new Scrape(suite, Service.STOCK);

    @Test
    @DisplayName("Every address that the manifests probe or scrape answers, on every service's management port and on no other")
    void probes() {
        for (Service service : Service.values()) {
            for (String path : Probes.paths()) {
                assertEquals(200, new Scrape(suite, service).get(path).statusCode(), service + path);
            }
        }
        assertEquals(404, Shop.open(suite).gateway().get("/q/health/ready").status());
    }

    @Test
    @DisplayName("Alive means that the process answers, and nothing else: no database, no broker")
    void liveness() {
        for (Service service : Service.values()) {
            assertTrue(new Scrape(suite, service).get("/q/health/live").body().replaceAll("\\s", "").contains("\"checks\":[]"), service.toString());
        }
    }

    @Test
    @DisplayName("Every meter that the handbook describes is there, and every one of ours that is there is described")
    void meters() {
        Shop shop = Shop.open(suite).withChannel(Shop.WEB, "ONLINE", Map.of()).withStock("MEASURED", 1);
        shop.order(Shop.WEB, "measured-1", "MEASURED", 1);
        Shop.assertRefused(shop.order(Shop.WEB, "measured-2", "MEASURED", 1), 0);
        Set<String> there = new TreeSet<>();
        for (Service service : Service.values()) {
            new Scrape(suite, service).meters().stream().filter(name -> name.startsWith("holdfast_"))
                    .map(name -> name.replaceAll("_(total|max)$", "")).forEach(there::add);
        }
        assertEquals(Meters.described(), there);
        assertTrue(stock.value("holdfast_commands_total{command=\"place-order\",outcome=\"insufficient-stock\"}") >= 1);
        assertTrue(stock.value("holdfast_commands_total{command=\"place-order\",outcome=\"done\"}") >= 1);
    }

    @Test
    @DisplayName("R82 While the broker hangs, orders are taken, every service stays ready, and the age of the outbox tells")
    void outboxAge() throws IOException, InterruptedException {
        Long broker = suite.processes().get("broker");
        assumeTrue(broker != null, "the broker is not the suite's own");
        Shop shop = Shop.open(suite).withChannel(Shop.WEB, "ONLINE", Map.of()).withStock("WAITS", 10);
        signal("STOP", broker);
        try {
            assertEquals(201, shop.order(Shop.WEB, "while-it-hangs", "WAITS", 1).status());
            await().atMost(SOON).until(() -> stock.value("holdfast_outbox_age_seconds") > 5);
            for (Service service : Service.values()) {
                assertEquals(200, new Scrape(suite, service).get("/q/health/ready").statusCode(), service.toString());
            }
            assertEquals(201, shop.order(Shop.WEB, "still", "WAITS", 1).status());
        } finally {
            signal("CONT", broker);
        }
        await().atMost(SOON).until(() -> stock.value("holdfast_outbox_age_seconds") == 0);
    }

    @Test
    @DisplayName("R15 Where a lock keeps units from being released, the expiry lag tells, and is gone with the lock")
    void expiryLag() throws SQLException {
        Shop shop = Shop.open(suite).withChannel(Shop.WEB, "ONLINE", Map.of()).withStock("HELD", 1);
        String order = shop.order(Shop.WEB, "held", "HELD", 1).orFail().body().path("id").asText();
        String database = "jdbc:" + suite.database("stock").replaceFirst("//[^@]*@", "//");
        try (Connection holder = DriverManager.getConnection(database, "postgres", ""); Statement holding = holder.createStatement();
                Connection other = DriverManager.getConnection(database, "postgres", ""); Statement due = other.createStatement()) {
            holder.setAutoCommit(false);
            holding.execute("select from item where sku = 'HELD' for update");
            due.execute("update orders set expires_at = holdfast_now() where id = '" + order + "'");
            await().atMost(SOON).until(() -> stock.value("holdfast_expiry_lag_seconds") > 2);
            holder.rollback();
        }
        await().atMost(SOON).until(() -> stock.value("holdfast_expiry_lag_seconds") == 0);
        assertEquals(1, shop.available("HELD"));
        shop.assertAuditClean();
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, String.valueOf(process)).inheritIO().start().waitFor());
    }
}
