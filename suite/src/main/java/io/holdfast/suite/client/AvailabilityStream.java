package io.holdfast.suite.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a channel is told it may sell, over {@code GET /v1/availability/stream}, until it is closed. */
public final class AvailabilityStream implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String DATA = "data: ";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One event.
     *
     * @param sellable units; null for a SKU that is not counted
     * @param receivedNanos by {@link System#nanoTime()}
     */
    public record Told(String sku, Long sellable, long version, long receivedNanos) {}

    private final Stream<String> lines;
    private final CountDownLatch opened = new CountDownLatch(1);

    private AvailabilityStream(Stream<String> lines) {
        this.lines = lines;
    }

    /**
     * Listens from now on; returns once every later change will be heard.
     *
     * @param address of the gateway
     * @param listener called on a thread of the stream's own
     */
    public static AvailabilityStream open(String address, String key, String channel, Consumer<Told> listener) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/availability/stream?channel=" + GatewayClient.encoded(channel)))
                .header("Authorization", "Bearer " + key).header("Accept", "text/event-stream").build();
        try {
            HttpResponse<Stream<String>> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The stream of " + channel + " was answered " + answer.statusCode());
            }
            AvailabilityStream stream = new AvailabilityStream(answer.body());
            stream.listen(listener);
            return stream;
        } catch (IOException e) {
            throw new IllegalStateException("The stream of " + channel + " can't be opened at " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the stream was opened", e);
        }
    }

    private void listen(Consumer<Told> listener) throws InterruptedException {
        Thread thread = new Thread(() -> lines.forEach(line -> hear(line, listener)), "availability-stream");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ended, reason) -> {
            System.getLogger(AvailabilityStream.class.getName()).log(System.Logger.Level.WARNING, "Nobody listens to the stream any more", reason);
            opened.countDown();
        });
        thread.start();
        if (!opened.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The stream was answered, and never said that it is open");
        }
    }

    private void hear(String line, Consumer<Told> listener) {
        // Its first line is a comment that says that it is connected.
        opened.countDown();
        if (line.startsWith(DATA)) {
            long now = System.nanoTime();
            JsonNode data = parsed(line.substring(DATA.length()));
            JsonNode sellable = data.path("sellable");
            listener.accept(new Told(data.path("sku").asText(), sellable.isNumber() ? sellable.asLong() : null, data.path("version").asLong(), now));
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event of the stream is no JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
