package io.holdfast.gateway.merchant;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.holdfast.gateway.GatewayTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every service says to bad input, seen at the gateway's own resource. */
@GatewayTest
@DisplayName("R83 bad input gets a problem document")
class BadInputTest {

    private static ValidatableResponse post(String body) {
        return given().header("Authorization", "Bearer test-operator").contentType("application/json").body(body)
                .post("/v1/merchants").then().contentType("application/problem+json");
    }

    @Test
    void anUnknownMemberIsNamedWithWhatIsKnown() {
        post("{\"nickname\": \"x\"}").statusCode(422).body("errors[0].pointer", equalTo("/nickname"))
                .body("errors[0].detail", containsString("timeZone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": {}}", "{\"name\": 5}", "{\"name\": true}", "{\"name\": 1.5}", "{\"name\": []}"})
    void aWrongTypeIsPointedAt(String body) {
        post(body).statusCode(422).body("errors[0].pointer", equalTo("/name")).body("detail", not(containsString("java")))
                .body("detail", not(containsString("holdfast")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"name\": }", "nonsense", "{\"name\": \"a\", \"name\": \"b\"}", "{} {}", "{\"name\": \"\u0007\"}", "{\"name\": \"\\ud800", "{\"name\": \"\\x\"}", "'a'"})
    void malformedJsonIsUnreadable(String body) {
        post(body).statusCode(400).body("type", equalTo("https://holdfast.dev/problems/unreadable-request"))
                .body("detail", not(containsString("io.holdfast"))).body("detail", not(containsString("java.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "5", "true", "[{}]"})
    void anotherKindOfDocumentIsPointedAtTheRoot(String body) {
        post(body).statusCode(422).body("errors[0].pointer", equalTo("")).body("detail", not(containsString("holdfast")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", " "})
    void aBodyIsRequired(String body) {
        post(body).statusCode(422).body("errors[0].pointer", equalTo(""));
    }

    @Test
    void anotherMediaTypeIsRefused() {
        given().header("Authorization", "Bearer test-operator").contentType("text/csv").body("a,b").post("/v1/merchants")
                .then().statusCode(415).contentType("application/problem+json")
                .body("type", equalTo("https://holdfast.dev/problems/unsupported-media-type"));
        given().header("Authorization", "Bearer test-operator").header("Accept", "text/html").get("/v1/merchants")
                .then().statusCode(405).contentType("application/problem+json");
        given().header("Authorization", "Bearer local-admin").header("Accept", "text/html").get("/v1/merchant")
                .then().statusCode(406).contentType("application/problem+json");
    }

    @Test
    void anotherMethodIsRefused() {
        given().header("Authorization", "Bearer local-admin").delete("/v1/merchant").then().statusCode(405)
                .contentType("application/problem+json").body("type", equalTo("https://holdfast.dev/problems/method-not-allowed"));
    }

    @Test
    void anUnknownAddressBelowAKnownOneIsNotFound() {
        given().header("Authorization", "Bearer local-admin").get("/v1/merchant/nothing").then().statusCode(404)
                .contentType("application/problem+json").body("type", equalTo("https://holdfast.dev/problems/not-found"));
    }
}
