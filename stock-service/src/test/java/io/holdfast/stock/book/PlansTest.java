package io.holdfast.stock.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.StockTest;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans that PostgreSQL makes while the tables are empty, and keeps: they must still be right with ten million orders. */
@QuarkusTest
class PlansTest extends StockTest {

    @Inject
    @ReactiveDataSource(BatchConnections.NAME)
    Pool pool;

    @Test
    @DisplayName("R15 overdue lines of a SKU are found by their deadline, not by reading all its lines")
    void overdue() {
        String plan = plan(Scout.SQL);
        for (String table : List.of("line", "part")) {
            Matcher found = Pattern.compile("order_" + table + "_by_sku .*\n *Index Cond: (.*)").matcher(plan);
            assertTrue(found.find(), plan);
            // Whichever index finds the lines of named orders, none walks over all lines of a SKU.
            assertTrue(found.reset().results().allMatch(index -> index.group(1).contains("expires_at <= ")), plan);
        }
    }

    static Stream<String> looks() {
        return Stream.of(Holding.NOW, OptimisticBook.SQL);
    }

    @ParameterizedTest
    @MethodSource("looks")
    @DisplayName("R15 whether an overdue order holds what a batch reads is found by its deadline")
    void overdue_beside_a_batch(String statement) {
        String plan = plan(statement);
        // Only a look that goes by the deadline can't be done by another index once the tables have filled.
        assertEquals(2, Pattern.compile("Limit .*\n.*order_(line|part)_by_sku .*\n *Index Cond: .*expires_at <= ").matcher(plan).results().count(), plan);
    }

    static Stream<String> statements() {
        return Stream.of(Scout.SQL, WantedOrders.LOCKED, WantedOrders.LINES, ItemRows.LOCK, ItemRows.ITEMS, Holding.NOW, OptimisticBook.SQL, BookWriter.ITEMS);
    }

    @Test
    @DisplayName("R45 items are changed in key order, as they are locked: two batches that meet wait for each other and don't deadlock")
    void items_are_changed_in_key_order() {
        String plan = plan(BookWriter.ITEMS);
        assertTrue(Pattern.compile("Nested Loop(?s:.*)Sort Key: .*unnest\\(\\$1.*unnest\\(\\$2(?s:.*)Index Scan using item_pkey on item i").matcher(plan).find(), plan);
    }

    @ParameterizedTest
    @MethodSource("statements")
    @DisplayName("R45 whatever a batch holds is found by an index")
    void no_table_is_read_whole(String statement) {
        String plan = plan(statement);
        assertFalse(plan.contains("Seq Scan"), plan);
    }

    @ParameterizedTest
    @MethodSource("looks")
    @DisplayName("R6 whether an item is part of a bundle is looked up, not found by reading all that bundles are made of")
    void composed(String statement) {
        String plan = plan(statement);
        assertEquals(2, Pattern.compile("Limit .*\n.*bundle_component.*\n.*Index Cond: \\(\\(merchant = .* AND \\((sku|bundle) = ").matcher(plan).results().count(), plan);
    }

    @Test
    @DisplayName("what a batch asks stays prepared, however long it is: by itself the driver keeps no statement of 2,048 characters or more")
    void long_statements_stay_prepared() {
        String statement = "select 1 /* " + "long ".repeat(1_000) + "*/";
        long prepared = pool.withConnection(connection -> connection.preparedQuery(statement).execute()
                .chain(() -> connection.preparedQuery("select count(*) from pg_prepared_statements where statement = $1").execute(Tuple.of(statement))))
                .map(rows -> rows.iterator().next().getLong(0)).await().atMost(Duration.ofSeconds(20));
        assertEquals(1, prepared);
    }

    private String plan(String statement) {
        return pool.query("explain (generic_plan) " + statement).execute().map(rows -> {
            StringBuilder plan = new StringBuilder();
            rows.forEach(row -> plan.append(row.getString(0)).append('\n'));
            return plan.toString();
        }).await().atMost(Duration.ofSeconds(20));
    }
}
