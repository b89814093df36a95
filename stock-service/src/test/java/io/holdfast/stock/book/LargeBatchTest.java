package io.holdfast.stock.book;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.stock.StockTest;
import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.Wanted;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A batch so large that its first orders are in the database before its last commands are decided. */
@QuarkusTest
class LargeBatchTest extends StockTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final int MANY = 450;

    @Inject
    BookStore store;
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    @BeforeEach
    void a_channel_that_may_sell_ahead() {
        channel("b2b", "B2B", null);
        stocked("TEA", 100);
        reserve("TEA", MANY + 200, "FOLLOW", "b2b");
    }

    @Test
    @DisplayName("R47 R2 units that arrive at the end of a batch cover orders of its beginning, in the order in which they came")
    void orders_written_first_are_covered_last() {
        List<Command> batch = new ArrayList<>(buyers(MANY));
        batch.add(count("TEA", 300));
        List<Outcome> outcomes = decided(batch);
        assertTrue(outcomes.stream().limit(MANY).allMatch(Outcome.Done.class::isInstance));
        get("/v1/stock/TEA").body("onHand", equalTo(300)).body("reserved", equalTo(300)).body("backordered", equalTo(MANY - 300));
        get("/v1/orders/" + id(outcomes.get(250))).body("lines[0].reserved", equalTo(1)).body("lines[0].backordered", equalTo(0));
        get("/v1/orders/" + id(outcomes.get(320))).body("lines[0].reserved", equalTo(0)).body("lines[0].backordered", equalTo(1));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R2 movements of a large batch are numbered in the order in which they were made")
    void movements_keep_their_order() {
        decided(buyers(MANY));
        get("/v1/stock/TEA/movements?limit=200")
                .body("items.after.reserved", equalTo(IntStream.rangeClosed(0, 100).boxed().toList()));
    }

    @Test
    @DisplayName("R82 a large batch that fails at its end leaves nothing, and the connection serves the next")
    void a_batch_that_fails_late_leaves_nothing() throws SQLException {
        String failing = "BAD-" + merchant;
        stocked(failing, 1);
        refuseUpdatesOf(failing);
        List<Command> batch = new ArrayList<>(buyers(MANY));
        batch.add(count(failing, 2));
        assertThrows(PgException.class, () -> decided(batch));
        get("/v1/orders?channel=b2b").body("items", hasSize(0));
        get("/v1/stock/TEA").body("reserved", equalTo(0));
        decided(buyers(3));
        get("/v1/stock/TEA").body("reserved", equalTo(3));
        assertCleanAudit();
    }

    /** What is written last of the batch fails; for one SKU, so that no other test is disturbed. */
    private void refuseUpdatesOf(String sku) throws SQLException {
        // As the owner of the tables: the service itself may not change them.
        try (Connection owner = DriverManager.getConnection(database, "postgres", ""); Statement statement = owner.createStatement()) {
            statement.execute("create or replace function refuse() returns trigger language plpgsql as 'begin raise exception ''refused''; end'");
            statement.execute("create or replace trigger refused before update on item for each row when (old.sku = '" + sku + "') execute function refuse()");
        }
    }

    private List<Outcome> decided(List<Command> batch) {
        return store.decide(batch).await().atMost(LONG_ENOUGH);
    }

    private List<Command> buyers(int count) {
        return IntStream.range(0, count).mapToObj(i -> buyer("b-" + i)).toList();
    }

    private Command buyer(String reference) {
        return new PlaceOrder(merchant, UuidCreator.getTimeOrderedEpochPlus1(), "b2b", reference, "c", List.of(new Wanted("TEA", 1)), PlaceOrder.Wishes.NONE, "test");
    }

    private Command count(String sku, long units) {
        return new AdjustStock(merchant, UUID.randomUUID(), List.of(new AdjustStock.Line(sku, "W1", AdjustStock.To.COUNTED, units, null)),
                false, "count", "test");
    }

    private static UUID id(Outcome outcome) {
        return ((Outcome.Done) outcome).order().id();
    }
}
