package io.holdfast.gateway.ready;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.gateway.EchoServices;
import io.holdfast.gateway.GatewayTest;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@GatewayTest
class ReadyTest {

    @Test
    void notReadyNamesWhatIsNot() {
        given().get("/ready").then().statusCode(503).contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .body("ready", equalTo(false)).body("detail", containsString("allocation"))
                .body("services.allocation", equalTo("DOWN")).body("services.stock", equalTo("UP"))
                .body("services.gateway", equalTo("UP")).body("services.catalog", equalTo("UP")).body("services.notification", equalTo("UP"));
    }

    @Test
    void readyOnceEveryPartIs() {
        EchoServices.withAllocation(() -> await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> given().get("/ready").then()
                .statusCode(200).body("ready", equalTo(true)).body("services.allocation", equalTo("UP"))
                .body("services.size()", equalTo(5))));
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> given().get("/ready").then().statusCode(503));
    }

    @Test
    void aPartThatAnswersButIsNotReadyIsDown() {
        EchoServices.ready = false;
        try {
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> given().get("/ready").then().statusCode(503)
                    .body("services.stock", equalTo("DOWN")).body("services.gateway", equalTo("UP")));
        } finally {
            EchoServices.ready = true;
        }
        await().atMost(Duration.ofSeconds(5)).untilAsserted(
                () -> given().get("/ready").then().body("services.stock", equalTo("UP")));
    }

    @Test
    void manyQuestionsAtOnceAreOneToTheServices() {
        int before = EchoServices.ASKED.get();
        IntStream.range(0, 100).parallel().forEach(i -> given().get("/ready").then().statusCode(503));
        assertTrue(EchoServices.ASKED.get() - before < 100, "asked " + (EchoServices.ASKED.get() - before) + " times");
    }

    @Test
    void anotherMethodIsRefused() {
        given().post("/ready").then().statusCode(405).contentType("application/problem+json")
                .body("type", equalTo("https://holdfast.dev/problems/method-not-allowed"));
    }
}
