package io.holdfast.gateway.ready;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.holdfast.gateway.GatewayTest;
import io.holdfast.testkit.postgres.ClosedDatabase;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@GatewayTest
class DatabaseAwayTest {

    /** Shorter than a probe is patient. */
    private static final Duration SOON = Duration.ofSeconds(6);

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;
    @ConfigProperty(name = "quarkus.management.port")
    int management;

    @Test
    @DisplayName("turned away by its database, it is not ready at once, while its probe is patient; taken in again, it is ready")
    void ready_tells_the_moment_and_a_probe_what_lasts() {
        awaitItself("UP");
        try (ClosedDatabase away = new ClosedDatabase(database)) {
            awaitItself("DOWN");
            given().port(management).get("/q/health/ready").then().statusCode(200);
        }
        awaitItself("UP");
    }

    private static void awaitItself(String state) {
        await().atMost(SOON).untilAsserted(() -> given().get("/ready").then().body("services.gateway", equalTo(state)));
    }
}
