package io.holdfast.gateway.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.gateway.EchoServices;
import io.holdfast.gateway.GatewayTest;
import io.holdfast.gateway.Raw;
import io.holdfast.service.Limits;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@GatewayTest
class BodyLimitTest {

    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer local-admin\r\nContent-Type: application/json\r\n";

    @Test
    void aBodyOfExactlyTheLimitPasses() {
        given().header("Authorization", "Bearer local-admin").contentType("application/json").body("x".repeat(Limits.BODY_BYTES))
                .post("/v1/orders").then().statusCode(200).body("bytes", equalTo(Limits.BODY_BYTES));
    }

    @Test
    void aLongerBodyIsRefusedWithTheLimitNamed() {
        int before = EchoServices.ANSWERED.get();
        given().header("Authorization", "Bearer local-admin").contentType("application/json").body("x".repeat(Limits.BODY_BYTES + 1))
                .post("/v1/orders").then().statusCode(413).contentType("application/problem+json")
                .body("type", equalTo("https://holdfast.dev/problems/too-large")).body("limit", equalTo(Limits.BODY_BYTES));
        given().header("Authorization", "Bearer test-operator").contentType("application/json").body("x".repeat(Limits.BODY_BYTES + 1))
                .post("/v1/merchants").then().statusCode(413).contentType("application/problem+json");
        assertEquals(before, EchoServices.ANSWERED.get());
    }

    @Test
    void aChunkedBodyPassesWhileItIsShort() throws Exception {
        String answer = chunked("/v1/orders", 8);
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.contains("\"bytes\":" + 8 * 65536), answer);
    }

    @Test
    void aChunkedBodyIsRefusedOnceItHasGrownTooLong() throws Exception {
        int before = EchoServices.ANSWERED.get();
        String answer = chunked("/v1/orders", 17);
        assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        assertTrue(answer.contains("application/problem+json") && answer.contains("\"too-large\"") || answer.contains("/too-large"), answer);
        assertEquals(before, EchoServices.ANSWERED.get());
    }

    @Test
    void aFileMayBeAHundredTimesAsLongAndPassesAsItComes() throws Exception {
        String answer = chunked("/v1/imports", 64);
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.contains("\"bytes\":" + 64 * 65536), answer);
        String refusal = Raw.send("POST /v1/imports" + HEAD + "Content-Length: " + (Limits.IMPORT_BYTES + 1L) + "\r\nConnection: close\r\n\r\n");
        assertTrue(refusal.startsWith("HTTP/1.1 413 ") && refusal.contains("\"limit\":" + Limits.IMPORT_BYTES), refusal);
    }

    @Test
    void aLengthThatIsNoNumberIsRefused() throws Exception {
        String answer = Raw.send("POST /v1/orders" + HEAD + "Content-Length: 99999999999999999999\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
    }

    /** Sends parts of 64 KiB and reads the answer's head and body. */
    private static String chunked(String path, int parts) throws Exception {
        try (Socket socket = Raw.open()) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path + HEAD + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] part = "x".repeat(65536).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < parts; i++) {
                out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(part);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
