package io.holdfast.suite.torture.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A channel that listens to its stream, and goes on where it was whenever the connection is lost. */
public final class Ear implements AutoCloseable {

    private static final long RETRY_MILLIS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Heard(long version, long sellable) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Heard> newest = new HashMap<>();
    private final List<String> contradictions = new ArrayList<>();
    private final URI address;
    private final String key;
    private volatile Stream<String> open;
    private String position;
    private int connections;
    private long events;

    private Ear(String gateway, String key) {
        this.address = URI.create(gateway + "/v1/availability/stream?from=start&channel=" + TortureShop.CHANNEL);
        this.key = key;
    }

    public static Ear open(String gateway, String key) {
        Ear ear = new Ear(gateway, key);
        Thread thread = new Thread(ear::listen, "ear");
        thread.setDaemon(true);
        thread.start();
        return ear;
    }

    private void listen() {
        try {
            do {
                connect();
            } while (!closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect() throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + key).header("Accept", "text/event-stream");
        if (position != null) {
            request.header("Last-Event-ID", position);
        }
        try {
            HttpResponse<Stream<String>> answer = http.send(request.build(), BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                open = lines;
                if (answer.statusCode() == 200) {
                    synchronized (this) {
                        connections++;
                    }
                    lines.forEach(this::hear);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(Ear.class.getName()).log(System.Logger.Level.DEBUG, "The stream ended, and is opened again", e);
        }
    }

    private synchronized void hear(String line) {
        if (line.startsWith("id: ")) {
            position = line.substring(4);
        } else if (line.startsWith("data: ")) {
            hear(parsed(line.substring(6)));
        }
    }

    private void hear(JsonNode event) {
        events++;
        String sku = event.path("sku").asText();
        Heard now = new Heard(event.path("version").asLong(), event.path("sellable").asLong());
        Heard before = newest.put(sku, now);
        if (before != null && now.version() < before.version()) {
            contradictions.add(sku + ": version " + now.version() + " was told after " + before.version());
        } else if (before != null && now.version() == before.version() && now.sellable() != before.sellable()) {
            contradictions.add(sku + ": version " + now.version() + " was told as " + before.sellable() + " and as " + now.sellable());
        }
    }

    /** What was told that can't be, and what was told last that is not so. */
    public synchronized List<String> wrong(Map<String, Long> available) {
        List<String> wrong = new ArrayList<>(contradictions);
        for (String sku : new TreeSet<>(available.keySet())) {
            Heard last = newest.get(sku);
            if (last == null || last.sellable() != Math.max(0, available.get(sku))) {
                wrong.add(sku + ": the stream said last " + last + ", and " + available.get(sku) + " are available");
            }
        }
        return wrong;
    }

    /** For a person. */
    public synchronized String summary() {
        return events + " events over " + connections + (connections == 1 ? " connection" : " connections");
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("An event of the stream is no JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Stream<String> lines = open;
        if (lines != null) {
            lines.close();
        }
    }
}
