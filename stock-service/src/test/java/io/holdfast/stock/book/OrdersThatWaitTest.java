package io.holdfast.stock.book;

import static org.hamcrest.Matchers.equalTo;

import io.holdfast.stock.StockTest;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrdersThatWaitTest extends StockTest {

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    @Test
    @DisplayName("R47 what sets no unit free needs nobody who waits for units, however many they are")
    void not_needed() throws Exception {
        stocked("TEA", 1);
        channel("web", "ONLINE", null);
        channel("b2b", "B2B", null);
        String order = place("web", "A-1", "TEA", 1);
        reserve("TEA", 5, "FOLLOW", "b2b");
        String waiting = place("b2b", "B-1", "TEA", 2);
        try (Connection other = DriverManager.getConnection(database, "postgres", ""); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select from orders where id = '" + waiting + "' for update");
            post("/v1/orders/" + order + "/payment", Map.of("eventId", "e1")).statusCode(200).body("state", equalTo("PAID"));
            post("/v1/orders/" + order + "/fulfilments", Map.of("eventId", "e2")).statusCode(200).body("state", equalTo("FULFILLED"));
            other.rollback();
        }
        post("/v1/orders/" + order + "/returns", Map.of("eventId", "e3", "lines", List.of(Map.of("sku", "TEA", "quantity", 1, "restock", true)))).statusCode(200);
        get("/v1/orders/" + waiting).body("lines[0].reserved", equalTo(1));
        assertCleanAudit();
    }
}
