package io.holdfast.allocation.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;

/** Somebody's own server, which receives webhooks and answers as the test says. */
final class Receiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    /** The status of the n-th answer, from 0. It may block, and so may the answer. */
    volatile IntUnaryOperator answers = n -> 200;

    /** What one request carried. */
    record Message(Map<String, List<String>> headers, String body) {

        String id() {
            return header("webhook-id");
        }

        String header(String name) {
            return headers.entrySet().stream().filter(e -> e.getKey().equalsIgnoreCase(name)).findFirst().orElseThrow().getValue().get(0);
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** As {@code "web/TEA=5@1"}. */
        List<String> told() {
            List<String> told = new ArrayList<>();
            JsonNode data = json().path("data");
            data.path("items").forEach(item -> told.add(data.path("channel").asText() + "/" + item.path("sku").asText() + "="
                    + (item.has("status") ? item.path("status") : item.path("sellable")).asText() + "@" + item.path("version").asLong()));
            return told;
        }
    }

    private Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    static Receiver started() {
        return new Receiver();
    }

    static Receiver answering(IntUnaryOperator answers) {
        Receiver receiver = new Receiver();
        receiver.answers = answers;
        return receiver;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks?of=shop";
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int place;
            synchronized (messages) {
                place = messages.size();
                messages.add(new Message(Map.copyOf(exchange.getRequestHeaders()), body));
            }
            int status = answers.applyAsInt(place);
            if (status >= 300 && status < 400) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    List<Message> messages() {
        return messages;
    }

    List<String> told() {
        return messages.stream().flatMap(message -> message.told().stream()).toList();
    }

    /** The last version told of each channel and SKU; fails if an older one ever followed a newer one. */
    Map<String, Long> newest() {
        Map<String, Long> newest = new HashMap<>();
        told().forEach(one -> {
            long version = Long.parseLong(one.substring(one.indexOf('@') + 1));
            Long before = newest.put(one.substring(0, one.indexOf('=')), version);
            if (before != null && before > version) {
                throw new AssertionError("older after newer: " + one + " after " + before);
            }
        });
        return newest;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
