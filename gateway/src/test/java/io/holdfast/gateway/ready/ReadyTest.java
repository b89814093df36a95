package io.holdfast.gateway.ready;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.holdfast.gateway.GatewayTest;
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
    void anotherMethodIsRefused() {
        given().post("/ready").then().statusCode(405).contentType("application/problem+json")
                .body("type", equalTo("https://holdfast.dev/problems/method-not-allowed"));
    }
}
