package io.holdfast.suite.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Calls of one API key. A 503 or 429 stored nothing and says to come back: it is tried again, ever more slowly. */
public final class GatewayClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int TRIES = 9;
    private static final int FIRST_PAUSE_MILLIS = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final String address;
    private final String key;
    private final int tries;
    private final Duration patience;
    private final LongAdder repeated = new LongAdder();

    /**
     * @param address of the gateway, e.g. {@code http://localhost:8080}
     * @param key an API key
     */
    public GatewayClient(String address, String key) {
        this(address, key, TRIES, TIMEOUT);
    }

    private GatewayClient(String address, String key, int tries, Duration patience) {
        this.address = address;
        this.key = key;
        this.tries = tries;
        this.patience = patience;
    }

    /** The same, but a 503 is an answer like any other. */
    public GatewayClient withoutRepeating() {
        return new GatewayClient(address, key, 1, patience);
    }

    /** The same, but it hangs up when there is no answer after so long. */
    public GatewayClient patientFor(Duration atMost) {
        return new GatewayClient(address, key, tries, atMost);
    }

    public static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** How often a call was repeated after a 503 or 429. */
    public long repeated() {
        return repeated.sum();
    }

    public CompletableFuture<Answer> send(String method, String path, Object body) {
        return send(method, path, body, null);
    }

    private CompletableFuture<Answer> send(String method, String path, Object body, String once) {
        HttpRequest.Builder request = request(path);
        if (once != null) {
            request.header("Idempotency-Key", once);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json(body)));
        }
        return attempt(request.build(), tries, FIRST_PAUSE_MILLIS);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(patience)
                .header("Authorization", "Bearer " + key).header("Accept", "application/json");
    }

    /** Sends a file of an inventory; the answer says under which id it is imported. */
    public Answer upload(String csv) {
        return attempt(request("/v1/imports").header("Content-Type", "text/csv").POST(BodyPublishers.ofString(csv)).build(),
                tries, FIRST_PAUSE_MILLIS).join();
    }

    public CompletableFuture<Answer> post(String path, Object body) {
        return send("POST", path, body);
    }

    /** Sent again under the same key it has one effect. */
    public CompletableFuture<Answer> postOnce(String key, String path, Object body) {
        return send("POST", path, body, key);
    }

    /** A call that waits for its answer. */
    public Answer call(String method, String path, Object body) {
        try {
            return send(method, path, body).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(method + " " + path + " got no answer from " + address + ": " + e.getCause(), e);
        }
    }

    public Answer get(String path) {
        return call("GET", path, null);
    }

    private CompletableFuture<Answer> attempt(HttpRequest request, int triesLeft, int pauseMillis) {
        return http.sendAsync(request, BodyHandlers.ofString()).thenCompose(response -> {
            boolean later = response.statusCode() == 503 || response.statusCode() == 429;
            if (!later || triesLeft <= 1) {
                return CompletableFuture.completedFuture(answer(request, response));
            }
            repeated.increment();
            Executor afterPause = CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS);
            return CompletableFuture.completedFuture(request)
                    .thenComposeAsync(again -> attempt(again, triesLeft - 1, pauseMillis * 2), afterPause);
        });
    }

    private static Answer answer(HttpRequest request, HttpResponse<String> response) {
        String name = request.method() + " " + request.uri().getRawPath();
        try {
            JsonNode body = response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body());
            return new Answer(name, response.statusCode(), body);
        } catch (JsonProcessingException e) {
            return new Answer(name, response.statusCode(), JSON.createObjectNode().put("detail", response.body()));
        }
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This can't be written as JSON: " + body, e);
        }
    }
}
