package io.holdfast.gateway.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.holdfast.gateway.GatewayTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class AnswerHeadersTest {

    private static final String GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String FORM = "00-[0-9a-f]{32}-[0-9a-f]{16}-01";

    @ParameterizedTest
    @ValueSource(strings = {"/v1/orders", "/v1/merchant", "/v1/channels", "/v1/nothing", "/ready", "/q/health/live", "/local/mail"})
    void everyAnswerIsGuarded(String path) {
        given().header("Authorization", "Bearer local-admin").get(path).then()
                .header("X-Content-Type-Options", "nosniff").header("X-Frame-Options", "DENY").header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store").header("Server", nullValue()).header("X-Powered-By", nullValue())
                .header("Strict-Transport-Security", nullValue()).header("RateLimit", nullValue());
    }

    @Test
    void aServiceMayAllowAnAnswerToBeKept() {
        given().header("Authorization", "Bearer local-admin").header("X-Cache", "max-age=60").get("/v1/orders").then()
                .header("Cache-Control", "max-age=60");
    }

    @Test
    void aTraceGoesThroughOrBeginsHere() {
        given().header("Authorization", "Bearer local-admin").header("traceparent", GIVEN).header("tracestate", "a=1").get("/v1/orders").then()
                .body("headers.traceparent", equalTo(GIVEN)).body("headers.tracestate", equalTo("a=1"));
        given().header("Authorization", "Bearer local-admin").get("/v1/orders").then().body("headers.traceparent", matchesPattern(FORM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01; drop table"})
    void whatIsNoTraceIsReplaced(String given) {
        given().header("Authorization", "Bearer local-admin").header("traceparent", given).header("tracestate", "a=1").get("/v1/orders").then()
                .body("headers.traceparent", not(equalTo(given))).body("headers.traceparent", matchesPattern(FORM))
                .body("headers.tracestate", nullValue());
    }
}
