package io.holdfast.gateway.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.gateway.EchoServices;
import io.holdfast.gateway.GatewayTest;
import io.holdfast.gateway.Raw;
import io.holdfast.testkit.service.TestTokens;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class AdmissionTest {

    private static RequestSpecification with(String authorization) {
        return given().header("Authorization", authorization);
    }

    @Test
    void noKeyIsRefused() {
        given().get("/v1/orders").then().statusCode(401).contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer").header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"))
                .header("X-Content-Type-Options", "nosniff")
                .body("type", equalTo("https://holdfast.dev/problems/unauthorized")).body("status", equalTo(401));
        given().post("/v1/merchants").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer nonsense", "Basic bG9jYWwtYWRtaW4=", "local-admin", "Bearer local-admin-", "Bearer Local-Admin",
        "Bearer ' or true --", "Bearer hf_live_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aWrongKeyIsRefused(String authorization) {
        with(authorization).get("/v1/orders").then().statusCode(401).contentType("application/problem+json");
        with(authorization).get("/v1/merchant").then().statusCode(401).contentType("application/problem+json");
    }

    @Test
    void aKeyOfExcessiveLengthIsRefused() {
        with("Bearer " + "k".repeat(5_000)).get("/v1/orders").then().statusCode(401);
    }

    @Test
    void aTokenOfAServiceIsNoKey() {
        with(TestTokens.admin("demo")).get("/v1/orders").then().statusCode(401);
        with(TestTokens.service("demo")).post("/internal/events").then().statusCode(404);
    }

    @Test
    void theSchemeIsComparedWithoutCase() {
        with("bearer local-admin").get("/v1/orders").then().statusCode(200);
    }

    @Test
    void theWrongRoleIsForbidden() {
        with("Bearer test-operator").get("/v1/orders").then().statusCode(403).contentType("application/problem+json")
                .body("type", equalTo("https://holdfast.dev/problems/forbidden")).body("detail", containsString("admin"));
        with("Bearer test-operator").get("/v1/merchant").then().statusCode(403);
        with("Bearer local-admin").contentType("application/json").body("{}").post("/v1/merchants").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/nothing", "/v1/settings", "/internal/events", "/internal/stock/summary", "/v2/orders", "/local/other"})
    void whatIsNotListedDoesNotExist(String path) {
        int before = EchoServices.ANSWERED.get();
        with("Bearer local-admin").get(path).then().statusCode(404).contentType("application/problem+json")
                .body("type", equalTo("https://holdfast.dev/problems/not-found"));
        assertEquals(before, EchoServices.ANSWERED.get());
    }

    @Test
    void aKnownPathSaysWhichMethodsItAnswersTo() {
        int before = EchoServices.ANSWERED.get();
        with("Bearer local-admin").delete("/v1/orders/4f5a").then().statusCode(405).contentType("application/problem+json")
                .header("Allow", "GET, HEAD").body("type", equalTo("https://holdfast.dev/problems/method-not-allowed"));
        with("Bearer local-admin").request("TRACE", "/v1/sales").then().statusCode(405).header("Allow", "POST");
        assertEquals(before, EchoServices.ANSWERED.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/orders/../../internal/stock/summary", "/v1/orders/%2e%2e/%2E%2E/internal/stock/summary",
        "/v1/orders/..%2f..%2finternal/../../q/health"})
    void noPathLeavesItsPrefix(String path) throws Exception {
        String answer = Raw.get(path, "Bearer local-admin");
        assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
    }

    @Test
    void whatIsNoAddressAtAllIsRefused() throws Exception {
        // Refused by the platform before any code of ours, so without a document.
        assertTrue(Raw.get("/v1/variants/%zz", "Bearer local-admin").startsWith("HTTP/1.1 400 "));
        String answer = Raw.send("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 4") && answer.contains("application/problem+json") && answer.contains("X-Request-Id"), answer);
    }
}
