package io.holdfast.gateway.door;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.gateway.EchoServices;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RateLimitsTest.Limited.class)
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@QuarkusTestResource(EchoServices.class)
class RateLimitsTest {

    /** Two replicas share 20 requests, so this one has 10; one comes back every other second. */
    public static class Limited implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("holdfast.door.rate.requests", "20", "holdfast.door.rate.window", "20s", "holdfast.door.rate.replicas", "2",
                    "holdfast.door.hsts", "max-age=31536000");
        }
    }

    private static String newKey(String role) {
        return given().header("Authorization", "Bearer " + newMerchant()).contentType("application/json")
                .body("{\"role\": \"" + role + "\", \"name\": \"k\"}").post("/v1/keys").then().statusCode(201).extract().path("key");
    }

    private static String newMerchant() {
        Response created = given().header("Authorization", "Bearer test-operator").contentType("application/json")
                .body("{\"name\": \"Tea\", \"email\": \"tea@tea.example\", \"timeZone\": \"UTC\", \"locale\": \"en\"}").post("/v1/merchants");
        created.then().statusCode(201);
        return created.path("adminKey");
    }

    private static Response ask(String key) {
        return given().header("Authorization", "Bearer " + key).get("/v1/orders");
    }

    @Test
    @DisplayName("a key that asks too often is told how it stands, then refused, and let in again; others are not held up")
    void everyKeyHasItsOwnLimit() {
        String busy = newKey("read");
        ask(busy).then().statusCode(200).header("RateLimit-Policy", equalTo("\"key\";q=20;w=20"))
                .header("RateLimit", matchesPattern("\"key\";r=1[0-9];t=[0-9]+"));
        List<Integer> answers = IntStream.range(0, 30).mapToObj(i -> ask(busy).statusCode()).toList();
        assertEquals(List.of(200, 429), answers.stream().distinct().toList());
        int before = EchoServices.ANSWERED.get();
        ask(busy).then().statusCode(429).contentType("application/problem+json").header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .header("RateLimit", matchesPattern("\"key\";r=0;t=[0-9]+"))
                .body("type", equalTo("https://holdfast.dev/problems/too-many-requests"));
        assertEquals(before, EchoServices.ANSWERED.get());
        ask(newKey("read")).then().statusCode(200);
        await().atMost(Duration.ofSeconds(10)).until(() -> ask(busy).statusCode() == 200);
    }

    @Test
    void whatNeedsNoKeyIsNotCounted() {
        IntStream.range(0, 30).forEach(i -> given().get("/openapi").then().statusCode(200).header("RateLimit", nullValue()));
        given().get("/v1/orders").then().statusCode(401).header("RateLimit", nullValue());
    }

    @Test
    void hstsIsSentOnceConfigured() {
        given().get("/openapi").then().header("Strict-Transport-Security", "max-age=31536000");
        ask(newKey("read")).then().header("Strict-Transport-Security", "max-age=31536000");
    }
}
