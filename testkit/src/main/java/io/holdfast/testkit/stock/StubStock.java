package io.holdfast.testkit.stock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers the stock service's internal questions over real HTTP: what the test says, per merchant of the token.
 * Remembers what was handed over; a variant handed over becomes known, with 0 units.
 */
public final class StubStock implements QuarkusTestResourceLifecycleManager {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The allocation service beside it, which takes what it is handed; while it is away it answers no 204. */
    private static final String ALLOCATION = "/allocation";
    private static final Map<String, ObjectNode> LEVELS = new ConcurrentHashMap<>();
    private static final Map<String, Long> DRAWN = new ConcurrentHashMap<>();
    private static final Map<String, Long> QUANTITIES = new ConcurrentHashMap<>();
    private static final Map<String, List<String>> LOCATIONS = new ConcurrentHashMap<>();
    private static final Map<String, Map<String, Long>> ON_HAND = new ConcurrentHashMap<>();
    private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();
    private static final Map<String, Map<String, ObjectNode>> SELLABLE = new ConcurrentHashMap<>();
    private static final List<JsonNode> EVENTS = new CopyOnWriteArrayList<>();
    private static final List<JsonNode> TO_ALLOCATION = new CopyOnWriteArrayList<>();
    private static final List<Integer> HANDOVERS = new CopyOnWriteArrayList<>();

    private static volatile boolean allocationAway;
    private static HttpServer server;
    private static ExecutorService threads;
    private static int port;

    @Override
    public Map<String, String> start() {
        up();
        return Map.of("holdfast.peers.stock", "http://127.0.0.1:" + port, "holdfast.peers.allocation", "http://127.0.0.1:" + port + ALLOCATION);
    }

    @Override
    public void stop() {
        down();
    }

    /** Says how many units of a SKU there are. */
    public static void level(String merchant, String sku, long onHand, long available) {
        ObjectNode level = JSON.createObjectNode().put("sku", sku).put("tracking", "QUANTITY").put("counted", true)
                .put("onHand", onHand).put("available", available).put("version", 1);
        LEVELS.put(merchant + "/" + sku, level);
    }

    /** Says that a SKU is not counted. */
    public static void status(String merchant, String sku) {
        LEVELS.put(merchant + "/" + sku, JSON.createObjectNode().put("sku", sku).put("tracking", "STATUS").put("counted", false)
                .put("onHand", 0).put("available", 0).put("version", 1));
    }

    /** Says which locations a merchant has. */
    public static void locations(String merchant, String... codes) {
        LOCATIONS.put(merchant, List.of(codes));
    }

    /** What is on hand of a SKU, by location. */
    public static Map<String, Long> onHand(String merchant, String sku) {
        return Map.copyOf(ON_HAND.getOrDefault(merchant + "/" + sku, Map.of()));
    }

    /** Says what is on hand of a SKU at a location. */
    public static void onHand(String merchant, String sku, String location, long units) {
        ON_HAND.computeIfAbsent(merchant + "/" + sku, key -> new ConcurrentHashMap<>()).put(location, units);
    }

    /** How many counts were set for a merchant. */
    public static int counts(String merchant) {
        return COUNTS.getOrDefault(merchant, 0);
    }

    /** Says how many units orders have drawn from an allocation. */
    public static void drawn(String allocation, long units) {
        DRAWN.put(allocation, units);
    }

    /** Says what a channel may sell of a SKU. */
    public static void sellable(String merchant, String channel, String sku, long units, long version) {
        SELLABLE.computeIfAbsent(merchant + "/" + channel, key -> new ConcurrentSkipListMap<>())
                .put(sku, JSON.createObjectNode().put("sku", sku).put("sellable", units).put("version", version));
    }

    /** Says that a channel has nothing to do with a SKU any more. */
    public static void forget(String merchant, String channel, String sku) {
        SELLABLE.getOrDefault(merchant + "/" + channel, new ConcurrentHashMap<>()).remove(sku);
    }

    /** The envelopes handed over about a subject of a merchant, in order. */
    public static List<JsonNode> handedOver(String merchant, String subject) {
        return about(EVENTS, merchant, subject);
    }

    /** How many events each handover since the start carried. */
    public static List<Integer> handovers() {
        return List.copyOf(HANDOVERS);
    }

    /** Ends it: connections are refused from now on. */
    public static synchronized void down() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    /** Starts it, at the same address as before. */
    public static synchronized void up() {
        if (server != null) {
            return;
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        } catch (IOException e) {
            throw new UncheckedIOException("The stub can't listen on port " + port, e);
        }
        port = server.getAddress().getPort();
        threads = Executors.newFixedThreadPool(8);
        server.setExecutor(threads);
        server.createContext("/internal/events", exchange -> answer(exchange, StubStock::receive));
        server.createContext(ALLOCATION + "/internal/events", exchange -> answer(exchange, StubStock::receiveAsAllocation));
        server.createContext("/internal/stock/summary", exchange -> answer(exchange, StubStock::summary));
        server.createContext("/v1/stock", exchange -> answer(exchange, (merchant, nothing) -> levels(merchant, exchange.getRequestURI().getRawQuery())));
        server.createContext("/v1/stock/adjustments", exchange -> answer(exchange, StubStock::adjust));
        server.createContext("/internal/allocations/remaining", exchange -> answer(exchange, StubStock::remaining));
        server.createContext("/internal/availability", exchange -> answer(exchange, StubStock::availability));
        server.createContext("/v1/channels/", exchange -> answer(exchange, (merchant, body) -> availabilityPage(merchant, exchange.getRequestURI())));
        server.createContext("/internal/locations", exchange -> answer(exchange, StubStock::locationsOf));
        server.start();
    }

    private interface Answer {
        JsonNode to(String merchant, JsonNode body);
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            JsonNode answered = answer.to(merchant(exchange), body.length == 0 ? null : JSON.readTree(body));
            if (answered == null) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            byte[] document = JSON.writeValueAsBytes(answered);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
        }
    }

    /** The merchant that the token claims; whether it is genuine is the real stock service's to check. */
    private static String merchant(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1])).path("merchant").asText();
    }

    /** Ends the allocation service only, or brings it back. */
    public static void allocationAway(boolean away) {
        allocationAway = away;
    }

    /** The envelopes handed to the allocation service about a subject of a merchant, in order. */
    public static List<JsonNode> handedToAllocation(String merchant, String subject) {
        return about(TO_ALLOCATION, merchant, subject);
    }

    private static List<JsonNode> about(List<JsonNode> events, String merchant, String subject) {
        return events.stream().filter(e -> e.path("merchant").asText().equals(merchant) && e.path("subject").asText().equals(subject)).toList();
    }

    private static JsonNode receiveAsAllocation(String merchant, JsonNode events) {
        if (allocationAway) {
            return JSON.createObjectNode();
        }
        events.forEach(TO_ALLOCATION::add);
        return null;
    }

    private static JsonNode receive(String merchant, JsonNode events) {
        HANDOVERS.add(events.size());
        for (JsonNode event : events) {
            EVENTS.add(event);
            JsonNode data = event.path("data");
            if (event.path("type").asText().equals("catalog.variant-changed.v1")) {
                LEVELS.computeIfAbsent(merchant + "/" + data.path("sku").asText(), key -> JSON.createObjectNode()
                        .put("sku", data.path("sku").asText()).put("tracking", data.path("tracking").asText())
                        .put("counted", false).put("onHand", 0).put("available", 0).put("version", 1));
            }
            if (event.path("type").asText().equals("allocation.allocation-changed.v1")) {
                QUANTITIES.put(data.path("id").asText(), data.path("quantity").asLong());
            }
        }
        return null;
    }

    private static JsonNode summary(String merchant, JsonNode question) {
        ArrayNode items = JSON.createArrayNode();
        question.path("skus").forEach(sku -> {
            ObjectNode level = LEVELS.get(merchant + "/" + sku.asText());
            if (level != null) {
                items.add(level);
            }
        });
        return JSON.createObjectNode().set("items", items);
    }

    private static JsonNode levels(String merchant, String query) {
        ArrayNode items = JSON.createArrayNode();
        for (String part : query.split("&")) {
            String sku = URLDecoder.decode(part.substring(part.indexOf('=') + 1), StandardCharsets.UTF_8);
            if (part.startsWith("sku=") && LEVELS.containsKey(merchant + "/" + sku)) {
                ArrayNode locations = items.addObject().put("sku", sku).putArray("locations");
                onHand(merchant, sku).forEach((code, units) -> locations.addObject().put("code", code).put("onHand", units));
            }
        }
        return JSON.createObjectNode().set("items", items);
    }

    /** Counts only; one of a SKU that it has not heard of, or below 0, is refused as the real one would. */
    private static JsonNode adjust(String merchant, JsonNode adjustment) {
        ArrayNode results = JSON.createArrayNode();
        adjustment.path("lines").forEach(line -> {
            String sku = line.path("sku").asText();
            boolean known = LEVELS.containsKey(merchant + "/" + sku) && line.path("count").asLong(-1) >= 0;
            ObjectNode result = results.addObject().put("sku", sku).put("status", known ? 200 : 422);
            if (known) {
                onHand(merchant, sku, line.path("location").asText(), line.path("count").asLong());
                COUNTS.merge(merchant, 1, Integer::sum);
            } else {
                result.putObject("problem").put("detail", "There is no variant with the SKU \"" + sku + "\".");
            }
        });
        return JSON.createObjectNode().set("results", results);
    }

    private static JsonNode remaining(String merchant, JsonNode question) {
        ArrayNode items = JSON.createArrayNode();
        question.path("ids").forEach(id -> {
            Long quantity = QUANTITIES.get(id.asText());
            if (quantity != null) {
                long drawn = DRAWN.getOrDefault(id.asText(), 0L);
                items.addObject().put("id", id.asText()).put("drawn", drawn).put("remaining", Math.max(0, quantity - drawn));
            }
        });
        return JSON.createObjectNode().set("items", items);
    }

    private static JsonNode availability(String merchant, JsonNode question) {
        Map<String, ObjectNode> known = SELLABLE.getOrDefault(merchant + "/" + question.path("channel").asText(), Map.of());
        ArrayNode items = JSON.createArrayNode();
        question.path("skus").forEach(sku -> {
            if (known.containsKey(sku.asText())) {
                items.add(known.get(sku.asText()));
            }
        });
        return JSON.createObjectNode().set("items", items);
    }

    /** Two SKUs a page, so that few SKUs have several. */
    private static JsonNode availabilityPage(String merchant, URI uri) {
        Map<String, ObjectNode> known = SELLABLE.getOrDefault(merchant + "/" + uri.getPath().split("/")[3], Map.of());
        int from = uri.getQuery().contains("cursor=") ? Integer.parseInt(uri.getQuery().split("cursor=")[1]) : 0;
        ArrayNode items = JSON.createArrayNode();
        known.values().stream().skip(from).limit(2).forEach(items::add);
        ObjectNode page = JSON.createObjectNode().put("nextCursor", from + 2 < known.size() ? String.valueOf(from + 2) : null);
        page.set("items", items);
        return page;
    }

    private static JsonNode locationsOf(String merchant, JsonNode none) {
        ArrayNode items = JSON.createArrayNode();
        new ArrayList<>(LOCATIONS.getOrDefault(merchant, List.of())).forEach(code -> items.addObject().put("code", code).put("name", code));
        return JSON.createObjectNode().set("items", items);
    }
}
