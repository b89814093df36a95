package io.holdfast.gateway.door;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.gateway.GatewayTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@GatewayTest
class SecretsStaySecretTest {

    private final List<ExtLogRecord> logged = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Logger ours = Logger.getLogger("io.holdfast");
    private final Handler capture = new Handler() {
        @Override
        public void publish(LogRecord line) {
            ExtLogRecord whole = ExtLogRecord.wrap(line);
            // Else it would be looked up where it is read, which is another thread.
            whole.copyMdc();
            logged.add(whole);
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    };

    @BeforeEach
    void listen() {
        capture.setLevel(Level.ALL);
        root.addHandler(capture);
        ours.setLevel(Level.FINEST);
    }

    @AfterEach
    void stopListening() {
        root.removeHandler(capture);
        ours.setLevel(null);
    }

    private static RequestSpecification with(String key) {
        return given().header("Authorization", "Bearer " + key).contentType("application/json");
    }

    private boolean mentions(String text) {
        return logged.stream().anyMatch(line -> (line.getFormattedMessage() + " " + line.getThrown() + " " + line.getMdcCopy()).contains(text));
    }

    @Test
    void noKeyShowsUpInTheLog() {
        Response merchant = with("test-operator").body("{\"name\": \"T\", \"email\": \"t@t.example\", \"timeZone\": \"UTC\", \"locale\": \"en\"}").post("/v1/merchants");
        String admin = merchant.path("adminKey");
        Response made = with(admin).body("{\"role\": \"admin\", \"name\": \"second\"}").post("/v1/keys");
        String second = made.path("key");
        String third = with(second).post("/v1/keys/" + made.path("id") + "/rotation").path("key");
        String unknown = "hf_live_" + "A".repeat(43);
        for (String key : List.of(admin, second, third, unknown)) {
            with(key).get("/v1/orders");
            with(key).body("{\"code\": \"" + key + "\"}").post("/v1/channels");
            with(key).get("/v1/nothing?key=" + key);
            with(key).get("/v1/keys/" + key);
            with(key).body("{" + key).post("/v1/keys");
            with(key).body("{\"role\": \"channel\", \"channel\": \"" + key + "\", \"name\": \"x\"}").post("/v1/keys");
        }
        assertTrue(mentions("allocation did not answer"), "what was meant to be logged was not");
        for (String key : List.of("test-operator", admin, second, third, unknown)) {
            assertEquals(false, mentions(key), "a key was logged");
        }
    }

    /** Also what the platform says by itself: it names the whole address of a request that failed. */
    @Test
    void everyPrintedLinePassesWhatTakesSecretsOut() {
        String key = with("test-operator").body("{\"name\": \"T\", \"email\": \"t@t.example\", \"timeZone\": \"UTC\", \"locale\": \"en\"}").post("/v1/merchants").path("adminKey");
        List<Handler> printing = printing(root.getHandlers()).toList();
        assertEquals(1, printing.size());
        ExtLogRecord line = new ExtLogRecord(Level.SEVERE, "HTTP Request to /v1/nothing?key=" + key + " failed", "io.quarkus");
        assertTrue(printing.get(0).isLoggable(line));
        assertEquals("HTTP Request to /v1/nothing?key=hf_live_… failed", line.getFormattedMessage());
    }

    private static Stream<Handler> printing(Handler[] handlers) {
        return Stream.of(handlers).flatMap(handler -> handler instanceof ConsoleHandler ? Stream.of(handler)
                : handler instanceof ExtHandler outer ? printing(outer.getHandlers()) : Stream.empty());
    }

    @Test
    void aLineSaysForWhichRequestItWasLogged() {
        with("local-admin").header("X-Request-Id", "checkout-77").header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .get("/v1/channels");
        ExtLogRecord line = logged.stream().filter(l -> l.getFormattedMessage().startsWith("allocation did not answer")).findFirst().orElseThrow();
        assertEquals("checkout-77", line.getMdc("requestId"));
        assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", line.getMdc("traceId"));
        assertEquals("demo", line.getMdc("merchant"));
    }
}
