package io.holdfast.gateway.door;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.holdfast.gateway.EchoServices;
import io.holdfast.gateway.GatewayTest;
import io.holdfast.gateway.Raw;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

@GatewayTest
class OutageTest {

    private static final String ADMIN = "Bearer local-admin";

    @Test
    void aDeadServiceIs503AndTheOthersGoOn() {
        for (int i = 0; i < 3; i++) {
            given().header("Authorization", ADMIN).contentType("application/json").body("{\"code\": \"web\"}").post("/v1/channels")
                    .then().statusCode(503).contentType("application/problem+json").header("Retry-After", matchesPattern("[1-9][0-9]*"))
                    .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"))
                    .body("type", equalTo("https://holdfast.dev/problems/unavailable")).body("service", equalTo("allocation"));
            given().header("Authorization", ADMIN).get("/v1/orders").then().statusCode(200);
        }
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeIs503() {
        given().header("Authorization", ADMIN).get("/v1/stock/silent").then().statusCode(503).header("Retry-After", matchesPattern("[1-9][0-9]*"));
    }

    @Test
    void aConnectionThatBreaksUnderAReadingRequestIsReplacedOnce() {
        int before = EchoServices.BROKEN.get();
        given().header("Authorization", ADMIN).get("/v1/stock/breaks-once").then().statusCode(200);
        assertEquals(before + 2, EchoServices.BROKEN.get());
    }

    @Test
    void aRequestThatChangesSomethingIsNeverSentTwice() {
        int before = EchoServices.BROKEN.get();
        given().header("Authorization", ADMIN).contentType("application/json").body("{}").patch("/v1/variants/breaks-once").then()
                .statusCode(503).header("Retry-After", matchesPattern("[1-9][0-9]*"));
        assertEquals(before + 1, EchoServices.BROKEN.get());
        EchoServices.BROKEN.set(before);
        given().header("Authorization", ADMIN).delete("/v1/products/breaks-once").then().statusCode(503);
        assertEquals(before + 1, EchoServices.BROKEN.get());
        EchoServices.BROKEN.set(before);
    }

    @Test
    void aServiceThatDiesInTheMiddleOfItsAnswerBreaksTheAnswerVisibly() {
        HttpRequest request = request("/v1/stock/half").build();
        assertThrows(java.io.IOException.class, () -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()));
    }

    @Test
    void aBigAnswerStreamsThrough() throws Exception {
        HttpResponse<InputStream> answer = HttpClient.newHttpClient().send(request("/v1/stock/big").build(), BodyHandlers.ofInputStream());
        long read = 0;
        byte[] part = new byte[65536];
        try (InputStream body = answer.body()) {
            for (int n = body.read(part); n >= 0; n = body.read(part)) {
                read += n;
            }
        }
        assertEquals(EchoServices.BIG, read);
    }

    @Test
    void aClientThatHangsUpEndsTheServicesWaitToo() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (Socket socket = Raw.open()) {
                socket.getOutputStream().write(("GET /v1/stock/silent HTTP/1.1\r\nHost: x\r\nAuthorization: " + ADMIN + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        }
        // Some hang up before the service is asked at all; what was asked must have ended.
        await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertEquals(EchoServices.SILENT.get(), EchoServices.CUT_OFF.get()));
        given().header("Authorization", ADMIN).get("/v1/orders").then().statusCode(200);
    }

    @Test
    void aClientThatHangsUpInTheMiddleOfABodyHarmsNothing() throws Exception {
        int before = EchoServices.ANSWERED.get();
        for (int i = 0; i < 50; i++) {
            try (Socket socket = Raw.open()) {
                socket.getOutputStream().write(("POST /v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: " + ADMIN
                        + "\r\nContent-Length: 1000\r\n\r\n{\"half\":").getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        }
        given().header("Authorization", ADMIN).get("/v1/orders").then().statusCode(200);
        assertEquals(before + 1, EchoServices.ANSWERED.get());
    }

    @Test
    void manyCallersAtOnceAreAllAnswered() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            HttpRequest request = request("/v1/orders").POST(BodyPublishers.ofString("{\"n\":" + i + "}")).build();
            answers.add(client.sendAsync(request, BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertEquals(200, answer.get(20, TimeUnit.SECONDS).statusCode());
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path)).header("Authorization", ADMIN)
                .timeout(Duration.ofSeconds(20));
    }
}
