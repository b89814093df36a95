package io.holdfast.gateway.door;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.gateway.EchoServices;
import io.holdfast.gateway.GatewayTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@GatewayTest
class StreamForwardingTest {

    @Test
    @DisplayName("R49 events come through the door as they are sent, a long silence cuts nothing, and a hang-up reaches the service")
    void eventsComeThroughAsTheyAreSent() {
        EchoServices.withAllocation(() -> {
            int cutOff = EchoServices.CUT_OFF.get();
            try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(("GET /v1/availability/stream?channel=web HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer local-admin\r\n"
                        + "Accept: text/event-stream\r\nLast-Event-ID: 41\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                assertEquals("HTTP/1.1 200 OK", lines.readLine());
                long asked = System.nanoTime();
                until(lines, "id: 1");
                assertTrue(until(lines, "data:").contains("\"41\""));
                assertTrue(System.nanoTime() - asked < 2_000_000_000L, "the first event was held back");
                until(lines, "id: 2");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            await().until(() -> EchoServices.CUT_OFF.get() == cutOff + 1);
        });
    }

    @Test
    @DisplayName("a stream ends with the key that opened it, within a second")
    void aRevokedKeysStreamEnds() {
        String name = "{\"role\": \"channel\", \"channel\": \"web\", \"name\": \"web\"}";
        EchoServices.withAllocation(() -> {
            JsonPath key = given().header("Authorization", "Bearer local-admin").contentType("application/json").body(name)
                    .post("/v1/keys").then().statusCode(201).extract().jsonPath();
            try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
                socket.setSoTimeout(2_000);
                socket.getOutputStream().write(("GET /v1/availability/stream?channel=web HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                        + key.getString("key") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                until(lines, "id: 1");
                given().header("Authorization", "Bearer local-admin").delete("/v1/keys/" + key.getString("id")).then().statusCode(204);
                long revoked = System.nanoTime();
                String line = lines.readLine();
                while (line != null && !line.startsWith("id: 2")) {
                    line = lines.readLine();
                }
                assertNull(line, "the stream went on");
                assertTrue(System.nanoTime() - revoked < 1_000_000_000L, "the stream went on for more than a second");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String until(BufferedReader lines, String beginning) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = lines.readLine();
        }
        assertTrue(line != null, "the stream was cut before \"" + beginning + "\"");
        return line;
    }
}
