package io.holdfast.stock.expiry;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.StockTest;
import io.holdfast.testkit.clock.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExpiryTest extends StockTest {

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    private TestClock clock;

    @BeforeEach
    void a_clock_that_moves() {
        clock = TestClock.install(database, "postgres");
    }

    @Test
    @DisplayName("R15 nobody asks, and the units are back within a second of the deadline, never before it")
    void within_a_second() {
        stocked("TEA", 3);
        channel("web", "ONLINE", null);
        Instant deadline = Instant.parse(placeForAMinute("TEA", 3));
        clock.set(deadline.minusMillis(700));
        List<Instant> free = new ArrayList<>();
        Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(5)).until(() -> {
            Instant before = clock.now();
            long available = ((Number) get("/v1/stock/TEA").extract().path("available")).longValue();
            Instant after = clock.now();
            assertTrue(available == 0 || !after.isBefore(deadline), "free before the deadline");
            assertTrue(available == 3 || before.isBefore(deadline.plusSeconds(1)), "not free a second after the deadline");
            if (available == 3) {
                free.add(after);
            }
            return !free.isEmpty();
        });
        get("/v1/stock/TEA/movements").body("items[-1].kind", equalTo("EXPIRY")).body("items[-1].actor", equalTo("expiry"));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R15 past its deadline an order reads as EXPIRED at once, and the next buyer gets its unit in the same moment")
    void reads_as_expired() {
        stocked("TEA", 1);
        channel("web", "ONLINE", null);
        Instant deadline = Instant.parse(placeForAMinute("TEA", 1));
        clock.set(deadline);
        get("/v1/orders?reference=A-1").body("items[0].state", equalTo("EXPIRED")).body("items[0].lines[0].reserved", equalTo(0));
        get("/v1/orders?state=EXPIRED").body("items.size()", equalTo(1));
        get("/v1/orders?state=UNPAID").body("items.size()", equalTo(0));
        place("web", "A-2", "TEA", 1);
    }

    @Test
    @DisplayName("R17 a payment a moment too late takes the unit again if it is there")
    void late_payment() {
        stocked("TEA", 1);
        channel("web", "ONLINE", null);
        Instant deadline = Instant.parse(placeForAMinute("TEA", 1));
        String id = get("/v1/orders?reference=A-1").extract().path("items[0].id");
        clock.set(deadline.plusSeconds(30));
        post("/v1/orders/" + id + "/payment", Map.of("eventId", "late")).statusCode(200).body("state", equalTo("PAID"));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R15 thousands of due orders of a SKU that somebody holds keep those of others from expiring only where they share its lane")
    void behind_a_held_sku() throws Exception {
        stocked("TEA", 5_000);
        channel("web", "ONLINE", null);
        Instant deadline = Instant.parse(placeForAMinute("TEA", 1));
        try (Connection other = DriverManager.getConnection(database, "postgres", ""); Statement statement = other.createStatement()) {
            multiply(statement, 2_500);
            for (int i = 0; i < 16; i++) {
                stocked("JAM-" + i, 1);
                place("web", "J-" + i, "JAM-" + i, 1);
            }
            for (String table : List.of("orders", "order_line")) {
                statement.execute("update " + table + " set expires_at = '" + deadline + "'::timestamptz + interval '1 second' where merchant = '"
                        + merchant + "' and expires_at > '" + deadline + "'");
            }
            other.setAutoCommit(false);
            statement.execute("select from item where merchant = '" + merchant + "' and sku = 'TEA' for update");
            clock.set(deadline.plusSeconds(2));
            Awaitility.await().atMost(Duration.ofSeconds(8)).untilAsserted(() -> {
                List<Integer> reserved = get("/v1/stock?limit=100").extract().path("items.findAll { it.sku != 'TEA' }.reserved");
                assertTrue(reserved.stream().filter(units -> units == 0).count() >= 4, reserved::toString);
            });
            other.rollback();
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> get("/v1/stock/TEA").body("reserved", equalTo(0)));
        assertCleanAudit();
    }

    /** As many orders again of the merchant's one. */
    private void multiply(Statement statement, int times) throws SQLException {
        String of = " where merchant = '" + merchant + "'";
        statement.execute("create temporary table ids as select g, gen_random_uuid() as id from generate_series(1, " + times + ") g");
        statement.execute("create temporary table made as select o.*, g, i.id as fresh from orders o, ids i" + of);
        statement.execute("update made set id = fresh, reference = reference || '-' || g");
        statement.execute("alter table made drop column g, drop column fresh");
        statement.execute("insert into orders select * from made");
        statement.execute("create temporary table lines as select l.*, i.id as fresh from order_line l, ids i" + of);
        statement.execute("update lines set order_id = fresh");
        statement.execute("alter table lines drop column fresh");
        statement.execute("insert into order_line select * from lines");
        statement.execute("insert into movement select m.merchant, m.id + g, sku, location, at, kind, on_hand_change, reserved_change, committed_change, "
                + "incoming_change, on_hand, reserved + g, committed, incoming, i.id, reason, actor from movement m, ids i" + of + " and kind = 'RESERVATION'");
        statement.execute("update level set reserved = reserved + " + times + of + " and sku = 'TEA'");
    }

    @Test
    @DisplayName("R47 R15 an order that lapses while a repeat of it waits for the lock reads as EXPIRED, and its units go to who waited for them")
    void lapsed_while_waiting() throws Exception {
        stocked("TEA", 1);
        channel("web", "ONLINE", null);
        channel("b2b", "B2B", null);
        Instant deadline = Instant.parse(placeForAMinute("TEA", 1));
        reserve("TEA", 5, "FOLLOW", "b2b");
        String waiting = place("b2b", "B-1", "TEA", 2);
        try (Connection other = DriverManager.getConnection(database, "postgres", ""); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select from item where merchant = '" + merchant + "' for update");
            CompletableFuture<String> repeat = CompletableFuture.supplyAsync(() -> post("/v1/orders", Map.of("channel", "web", "reference", "A-1",
                    "expiresIn", "PT1M", "lines", List.of(Map.of("sku", "TEA", "quantity", 1)))).statusCode(200).extract().path("state"));
            awaitSomebodyWaiting(statement);
            clock.set(deadline);
            other.rollback();
            assertEquals("EXPIRED", repeat.get(10, TimeUnit.SECONDS));
        }
        Awaitility.await().untilAsserted(() -> get("/v1/orders/" + waiting).body("lines[0].reserved", equalTo(1)));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R47 R17 R15 an order that lapses while its payment waits for the lock is paid late: its unit went to who waited for it")
    void lapsed_while_paying() throws Exception {
        stocked("TEA", 1);
        channel("web", "ONLINE", null);
        channel("b2b", "B2B", null);
        Instant deadline = Instant.parse(placeForAMinute("TEA", 1));
        String id = get("/v1/orders?reference=A-1").extract().path("items[0].id");
        reserve("TEA", 5, "FOLLOW", "b2b");
        String waiting = place("b2b", "B-1", "TEA", 2);
        try (Connection other = DriverManager.getConnection(database, "postgres", ""); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select from item where merchant = '" + merchant + "' for update");
            CompletableFuture<String> payment = CompletableFuture.supplyAsync(() ->
                    post("/v1/orders/" + id + "/payment", Map.of("eventId", "late")).statusCode(200).extract().path("state"));
            awaitSomebodyWaiting(statement);
            clock.set(deadline);
            other.rollback();
            assertEquals("SHORT", payment.get(10, TimeUnit.SECONDS));
        }
        get("/v1/orders/" + waiting).body("lines[0].reserved", equalTo(1));
        assertCleanAudit();
    }

    private static void awaitSomebodyWaiting(Statement statement) {
        Awaitility.await().until(() -> {
            try (ResultSet locks = statement.executeQuery("select count(*) from pg_locks where not granted")) {
                return locks.next() && locks.getLong(1) > 0;
            }
        });
    }

    private String placeForAMinute(String sku, long quantity) {
        return post("/v1/orders", Map.of("channel", "web", "reference", "A-1", "expiresIn", "PT1M",
                "lines", List.of(Map.of("sku", sku, "quantity", quantity)))).statusCode(201).extract().path("expiresAt");
    }
}
