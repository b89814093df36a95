package io.holdfast.stock.order;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.holdfast.stock.StockTest;
import io.holdfast.testkit.postgres.ClosedDatabase;
import io.holdfast.testkit.service.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseAwayTest extends StockTest {

    private static final Duration SOON = Duration.ofSeconds(6);

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    @Test
    @DisplayName("R82 while the database turns us away, orders are answered 503 and nobody is told that we are ready; then both go on")
    void not_ready_while_no_order_is_taken() {
        channel("web", "ONLINE", null);
        stocked("TEA", 5);
        awaitReady(204);
        try (ClosedDatabase away = new ClosedDatabase(database)) {
            post("/v1/orders", order("web", "1", "TEA", 1)).statusCode(503);
            awaitReady(503);
        }
        awaitReady(204);
        await().atMost(SOON).until(() -> post("/v1/orders", order("web", "2", "TEA", 1)).extract().statusCode() == 201);
    }

    private void awaitReady(int status) {
        await().atMost(SOON).until(() -> given().header("Authorization", TestTokens.service(merchant)).get("/internal/ready").statusCode() == status);
    }
}
