package io.holdfast.gateway.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.gateway.GatewayTest;
import io.holdfast.gateway.Raw;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class ForwardingTest {

    private static final String ADMIN = "Bearer local-admin";

    @ConfigProperty(name = "holdfast.identity.trusted-keys")
    String trustedKeys;


    @Test
    void theServiceGetsASignedTokenInsteadOfTheKey() throws Exception {
        String forwarded = given().header("Authorization", ADMIN).get("/v1/stock/TEA-1")
                .then().statusCode(200).extract().path("headers.authorization");
        assertTrue(forwarded.startsWith("Bearer ey"), forwarded);
        JwtClaims claims = new JwtConsumerBuilder().setRequireExpirationTime()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(trustedKeys).getJsonWebKeys()))
                .build().processToClaims(forwarded.substring("Bearer ".length()));
        assertEquals("gateway", claims.getIssuer());
        assertEquals("demo", claims.getStringClaimValue("merchant"));
        assertEquals("ADMIN", claims.getStringClaimValue("role"));
    }

    @Test
    void identityAndHopByHopHeadersAreStripped() {
        given().header("Authorization", ADMIN)
                .header("Cookie", "session=1").header("X-Forwarded-For", "10.0.0.1").header("X-Forwarded-User", "root")
                .header("Forwarded", "for=10.0.0.1").header("X-Real-IP", "10.0.0.1").header("X-Holdfast-Merchant", "other")
                .header("Connection", "keep-alive, X-Secret-Hop").header("X-Secret-Hop", "1").header("TE", "trailers")
                .header("X-Mine", "kept").header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .get("/v1/stock/TEA-1").then().statusCode(200)
                .body("headers", not(hasKey("cookie"))).body("headers", not(hasKey("x-forwarded-for")))
                .body("headers", not(hasKey("x-forwarded-user"))).body("headers", not(hasKey("forwarded")))
                .body("headers", not(hasKey("x-real-ip"))).body("headers", not(hasKey("x-holdfast-merchant")))
                .body("headers", not(hasKey("x-secret-hop"))).body("headers", not(hasKey("te")))
                .body("headers.x-mine", equalTo("kept"))
                .body("headers.traceparent", equalTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
    }

    @Test
    void theAnswerComesBackWithoutTheServicesOwnHopAndServerHeaders() {
        given().header("Authorization", ADMIN).header("X-Answer", "409").get("/v1/stock/TEA-1")
                .then().statusCode(409).header("ETag", "\"7\"").header("Server", nullValue()).header("X-Hop", nullValue())
                .header("Keep-Alive", nullValue()).header("X-Content-Type-Options", "nosniff")
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/v1/stock/A%2FB", "/v1/stock/A%252FB", "/v1/stock/%22quoted%22", "/v1/stock/%F0%9F%8D%B5%20tea", "/v1/stock/a+b;c=d,e@f:g!$&'()*",
        "/v1/stock/%3Fx%23y", "/v1/stock/caf%c3%a9", "/v1/stock?sku=A%2FB&sku=%26%3D&sku=a+b", "/v1/stock/%5C%00x", "/v1/stock/100%25"})
    void aPathReachesTheServiceExactlyAsItWasSent(String path) throws Exception {
        assertTrue(Raw.get(path, ADMIN).contains("\"uri\":\"" + path.replace("\\", "\\\\") + "\""), path);
    }

    @Test
    void bodiesAndMethodsPassThrough() {
        given().header("Authorization", ADMIN).contentType("application/json").body("{\"a\": \"ü\"}")
                .post("/v1/orders").then().statusCode(200).body("method", equalTo("POST")).body("body", equalTo("{\"a\": \"ü\"}"));
        given().header("Authorization", ADMIN).contentType("application/json").body("{}")
                .patch("/v1/variants/x").then().statusCode(200).body("method", equalTo("PATCH"));
        given().header("Authorization", ADMIN).delete("/v1/products/x").then().statusCode(200).body("method", equalTo("DELETE"));
        given().header("Authorization", ADMIN).head("/v1/orders/x").then().statusCode(200).header("ETag", "\"7\"");
    }

    @Test
    void aSaneRequestIdIsKeptAndReachesTheService() {
        given().header("Authorization", ADMIN).header("X-Request-Id", "checkout-42").get("/v1/stock/x")
                .then().header("X-Request-Id", "checkout-42").body("headers.x-request-id", equalTo("checkout-42"));
        given().header("Authorization", ADMIN).header("X-Request-Id", "bad id\u00e9").get("/v1/stock/x")
                .then().header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void anEmptyAnswerStaysEmpty() throws Exception {
        String answer = Raw.get("/v1/orders/nothing", ADMIN);
        assertTrue(answer.startsWith("HTTP/1.1 204 ") && !answer.toLowerCase().contains("chunked") && answer.endsWith("\r\n\r\n"), answer);
    }

    @Test
    void severalRequestsFollowEachOtherOnOneConnection() throws Exception {
        String one = "POST /v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: " + ADMIN + "\r\nContent-Length: 7\r\n\r\n{\"a\":1}";
        String answers = Raw.send(one + one + one.replace("Host: x", "Host: x\r\nConnection: close"));
        assertEquals(4, answers.split("HTTP/1.1 200 ", -1).length, answers);
    }
}
