package io.holdfast.stock.book;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.StockTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans that PostgreSQL makes while the tables are empty, and keeps: they must still be right with ten million orders. */
@QuarkusTest
class PlansTest extends StockTest {

    @Inject
    Pool pool;

    @Test
    @DisplayName("R15 overdue lines of a SKU are found by their deadline, not by reading all its lines")
    void overdue() {
        String plan = plan(Scout.SQL);
        assertTrue(plan.contains("order_line_due") && plan.contains("expires_at <= clock.now"), plan);
        assertTrue(plan.contains("order_part_due"), plan);
        // Whichever index finds the lines of named orders, none walks over all lines of a SKU: that condition would stand alone.
        assertFalse(plan.contains("order_line_by_sku") && !plan.contains("order_id = c.order_id"), plan);
    }

    static Stream<String> statements() {
        return Stream.of(Scout.SQL, WantedOrders.LOCKED, WantedOrders.LINES, ItemRows.LOCKED_ITEMS, ItemRows.LEVELS, ItemRows.ALLOCATIONS);
    }

    @ParameterizedTest
    @MethodSource("statements")
    @DisplayName("R45 whatever a batch holds is found by an index")
    void no_table_is_read_whole(String statement) {
        String plan = plan(statement);
        assertFalse(plan.contains("Seq Scan"), plan);
    }

    @ParameterizedTest
    @MethodSource("statements")
    @DisplayName("what a batch asks stays prepared: the driver keeps no statement of 2,048 characters or more")
    void short_enough_to_stay_prepared(String statement) {
        assertTrue(statement.length() < 2_048, statement.length() + " characters: " + statement);
    }

    private String plan(String statement) {
        return pool.withConnection(connection -> connection.query(BookStore.BEGIN).execute()
                .flatMap(begun -> connection.query("explain (generic_plan) " + statement).execute())
                .map(rows -> {
                    StringBuilder plan = new StringBuilder();
                    rows.forEach(row -> plan.append(row.getString(0)).append('\n'));
                    return plan.toString();
                })
                .eventually(() -> connection.query("rollback").execute())).await().atMost(Duration.ofSeconds(20));
    }
}
