package io.holdfast.stock.book;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.holdfast.stock.StockTest;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.SendShipment;
import io.holdfast.stock.ledger.Wanted;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sales that are read without a lock while somebody else, here by hand, has hold of what they sell. */
@QuarkusTest
class OptimisticBookTest extends StockTest {

    private static final int LONG_ENOUGH_SECONDS = 20;
    /** How the statements begin: of longer ones PostgreSQL shows no more. */
    private static final String LOCKING = "select from (select unnest";
    private static final String WRITING = "with w0 as";

    @Inject
    BookStore store;
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    private Connection other;
    private Statement statement;
    private int pid;

    @BeforeEach
    void somebody_else_has_hold_of_tea() throws SQLException {
        stocked("TEA", 5);
        channel("web", "ONLINE", null);
        // Else it might be the channels' telling that waits, and not the order.
        awaitTelling();
        other = DriverManager.getConnection(database, "postgres", "");
        statement = other.createStatement();
        ResultSet its = statement.executeQuery("select pg_backend_pid()");
        its.next();
        pid = its.getInt(1);
        other.setAutoCommit(false);
        holdTea();
    }

    @AfterEach
    void everything_adds_up() throws SQLException {
        other.close();
        assertCleanAudit();
    }

    @Test
    @DisplayName("R45 a sale that was read before a change and would be written after it is decided anew")
    void overtaken() throws Exception {
        CompletableFuture<Integer> order = order("A-1");
        waits(WRITING);
        changeTea("archived = true, version = version + 1");
        assertEquals(422, order.get(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS));
        get("/v1/stock/TEA").body("reserved", equalTo(0));
    }

    @Test
    @DisplayName("R45 a sale that met somebody who changed nothing is written as it was decided")
    void not_overtaken() throws Exception {
        CompletableFuture<Integer> order = order("A-1");
        waits(WRITING);
        other.rollback();
        assertEquals(201, order.get(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS));
        get("/v1/stock/TEA").body("reserved", equalTo(1));
    }

    @Test
    @DisplayName("R45 what was changed by somebody else a moment ago is locked before it is read")
    void contested() throws Exception {
        CompletableFuture<Integer> first = order("A-1");
        waits(WRITING);
        changeTea("version = version + 1");
        assertEquals(201, first.get(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS));
        holdTea();
        CompletableFuture<Integer> second = order("A-2");
        waits(LOCKING);
        other.rollback();
        assertEquals(201, second.get(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS));
        get("/v1/stock/TEA").body("reserved", equalTo(2));
    }

    @Test
    @DisplayName("R12 a sale that is refused waits for nobody")
    void refused() {
        post("/v1/orders", order("web", "A-1", "TEA", 6)).statusCode(409);
    }

    @Test
    @DisplayName("R49 a sale that was read before its SKU became part of a bundle, and would be written after that was told, is decided anew")
    void overtaken_by_a_look() throws Exception {
        stocked("JAM", 5);
        awaitTelling();
        other.rollback();
        statement.execute("select from item where merchant = '" + merchant + "' and sku = 'JAM' for no key update");
        CompletableFuture<Integer> order = CompletableFuture.supplyAsync(() -> post("/v1/orders", Map.of("channel", "web", "reference", "A-1",
                "lines", List.of(Map.of("sku", "JAM", "quantity", 1), Map.of("sku", "TEA", "quantity", 1)))).extract().statusCode());
        waits(WRITING);
        bundle("BOX", "TEA");
        awaitTelling();
        assertEquals("{\"web\":5}", told("BOX"));
        other.rollback();
        assertEquals(201, order.get(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS));
        assertEquals("{\"web\":4}", told("BOX"));
    }

    @Test
    @DisplayName("R7 R82 a transfer that is asked again because its answer was lost is found, not sent again")
    void sent_again() throws Exception {
        other.rollback();
        post("/v1/locations", Map.of("code", "S1", "name", "Shop", "kind", "SHOP")).statusCode(201);
        List<Command> transfer = List.of(new SendShipment(merchant, UUID.randomUUID(), "W1", "S1", null, null, List.of(new Wanted("TEA", 2)), "test"));
        for (int times = 0; times < 2; times++) {
            assertInstanceOf(Outcome.Sent.class, store.decide(transfer).await().atMost(Duration.ofSeconds(LONG_ENOUGH_SECONDS)).get(0));
        }
        get("/v1/stock/TEA").body("onHand", equalTo(3)).body("incoming", equalTo(2));
    }

    private String told(String sku) throws SQLException {
        ResultSet told = statement.executeQuery("select told from item where merchant = '" + merchant + "' and sku = '" + sku + "'");
        told.next();
        return told.getString(1);
    }

    private CompletableFuture<Integer> order(String reference) {
        return CompletableFuture.supplyAsync(() -> post("/v1/orders", order("web", reference, "TEA", 1)).extract().statusCode());
    }

    private void holdTea() throws SQLException {
        statement.execute("select from item where merchant = '" + merchant + "' and sku = 'TEA' for no key update");
    }

    private void changeTea(String how) throws SQLException {
        statement.execute("update item set " + how + " where merchant = '" + merchant + "' and sku = 'TEA'");
        other.commit();
    }

    /** Until a statement that begins like that waits for who has hold of tea. */
    private void waits(String beginning) throws SQLException {
        try (Connection watching = DriverManager.getConnection(database, "postgres", ""); Statement look = watching.createStatement()) {
            Awaitility.await().until(() -> look.executeQuery("select from pg_stat_activity where " + pid
                    + " = any(pg_blocking_pids(pid)) and starts_with(query, '" + beginning + "')").next());
        }
    }
}
