package io.holdfast.suite.journey;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.launch.Service;
import io.holdfast.testkit.FreePort;
import io.holdfast.testkit.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A pod that is asked to stop. */
class StoppingJourneyTest {

    private static final Path HOME = Path.of("target", "stopping");
    private static final Duration SOON = Duration.ofSeconds(60);
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final int port = FreePort.orGiven(0);
    private final int management = FreePort.orGiven(0);

    @Test
    @DisplayName("R82 A service that is to stop says so first, and takes requests until everybody can know it; then it ends")
    void saysSoFirst() throws IOException, InterruptedException {
        EmbeddedPostgres.erase(HOME);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME, 0)) {
            server.createDatabase("catalog");
            Map<String, String> environment = ServiceRun.complete();
            environment.putAll(Map.of("HOLDFAST_POSTGRES_URL", server.url(), "HOLDFAST_POSTGRES_USER", "postgres", "HOLDFAST_HTTP_PORT", String.valueOf(port),
                    "HOLDFAST_HTTP_MANAGEMENT_PORT", String.valueOf(management), "HOLDFAST_MESSAGING_ENABLED", "false", "HOLDFAST_HTTP_STOP_DELAY", "4s"));
            Process process = ServiceRun.start(Service.CATALOG, environment, Path.of("target", "stopping.log"));
            try {
                await().atMost(SOON).until(() -> status(management, "/q/health/ready") == 200);
                process.destroy();
                await().atMost(SOON).until(() -> status(management, "/q/health/ready") == 503);
                assertEquals(200, status(management, "/q/health/live"), "nobody restarts it for that");
                assertEquals(401, status(port, "/v1/products"), "a request that did not know yet is answered as ever");
                assertTrue(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS));
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private int status(int at, String path) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path)).timeout(Duration.ofSeconds(5)).build(),
                    BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
