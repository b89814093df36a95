package io.holdfast.suite.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.client.Answer;
import io.holdfast.suite.client.AvailabilityStream;
import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.client.Pages;
import io.holdfast.suite.launch.Suite;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A merchant of a journey's own, with a warehouse, seen through the gateway. */
final class Shop {

    static final String WEB = "web";

    private final GatewayClient gateway;
    private final String address;
    private final String key;

    private Shop(String address, String key) {
        this.gateway = new GatewayClient(address, key);
        this.address = address;
        this.key = key;
    }

    static Shop open(Suite suite) {
        return open(suite, "Etc/UTC");
    }

    static Shop open(Suite suite, String timeZone) {
        GatewayClient operator = new GatewayClient(suite.gateway(), "local-operator");
        JsonNode merchant = operator.call("POST", "/v1/merchants", Map.of("name", "Journey", "email", "owner-" + UUID.randomUUID() + "@shop.example",
                "timeZone", timeZone, "locale", "en")).orFail().body();
        Shop shop = new Shop(suite.gateway(), merchant.path("adminKey").asText());
        shop.created("/v1/locations", Map.of("code", "warehouse", "name", "Warehouse", "kind", "WAREHOUSE"));
        return shop;
    }

    /** The same merchant in another suite that knows it. */
    Shop in(Suite other) {
        return new Shop(other.gateway(), key);
    }

    GatewayClient gateway() {
        return gateway;
    }

    /** The merchant's admin key, for calls of other clients. */
    String key() {
        return key;
    }

    Shop withChannel(String code, String kind, Map<String, Object> more) {
        Map<String, Object> channel = new LinkedHashMap<>(Map.of("code", code, "name", code, "kind", kind));
        channel.putAll(more);
        created("/v1/channels", channel);
        return this;
    }

    Shop withStock(String sku, long units) {
        return withStock(sku, units, Map.of());
    }

    Shop withStock(String sku, long units, Map<String, Object> variant) {
        Map<String, Object> whole = new LinkedHashMap<>(Map.of("sku", sku, "tracking", "QUANTITY"));
        whole.putAll(variant);
        created("/v1/products", Map.of("name", "Product " + sku, "variants", List.of(whole)));
        if (units > 0) {
            add(sku, units);
        }
        return this;
    }

    void add(String sku, long units) {
        gateway.call("POST", "/v1/stock/adjustments", Map.of("reason", "delivery",
                "lines", List.of(Map.of("sku", sku, "location", "warehouse", "delta", units)))).orFail();
    }

    JsonNode created(String path, Object body) {
        Answer answer = gateway.call("POST", path, body);
        assertEquals(201, answer.status(), answer::explained);
        return answer.body();
    }

    Answer order(String channel, String reference, String sku, long quantity) {
        return gateway.call("POST", "/v1/orders", order(channel, reference, sku, quantity, Map.of()));
    }

    static Map<String, Object> order(String channel, String reference, String sku, long quantity, Map<String, Object> more) {
        Map<String, Object> order = new LinkedHashMap<>(Map.of("channel", channel, "reference", reference,
                "lines", List.of(Map.of("sku", sku, "quantity", quantity))));
        order.putAll(more);
        return order;
    }

    Answer pay(JsonNode order) {
        String id = order.path("id").asText();
        return gateway.call("POST", "/v1/orders/" + id + "/payment", Map.of("eventId", "pay-" + id));
    }

    String state(JsonNode order) {
        return gateway.get("/v1/orders/" + order.path("id").asText()).orFail().body().path("state").asText();
    }

    long available(String sku) {
        return gateway.get("/v1/stock/" + GatewayClient.encoded(sku)).orFail().body().path("available").asLong();
    }

    long sellable(String channel, String sku) {
        return availability(channel, sku).path("sellable").asLong();
    }

    /** The time by the clock that decides. */
    Instant now(String channel, String sku) {
        return Instant.parse(availability(channel, sku).path("asOf").asText());
    }

    private JsonNode availability(String channel, String sku) {
        JsonNode items = gateway.get("/v1/channels/" + channel + "/availability?sku=" + GatewayClient.encoded(sku)).orFail().body().path("items");
        assertEquals(1, items.size(), items::toString);
        return items.get(0);
    }

    /** What a channel is told of one SKU from now on, oldest first; a list that grows. */
    List<Long> told(String channel, String sku) {
        List<Long> told = new CopyOnWriteArrayList<>();
        AvailabilityStream.open(address, key, channel, event -> {
            if (event.sku().equals(sku)) {
                told.add(event.sellable());
            }
        });
        return told;
    }

    /** The terms of the explanation by name; that they add up to what is sellable is checked here. */
    Map<String, Long> explained(String channel, String sku) {
        JsonNode explanation = gateway.get("/v1/channels/" + channel + "/availability/" + GatewayClient.encoded(sku) + "/explanation").orFail().body();
        assertEquals(sellable(channel, sku), explanation.path("sellable").asLong(), explanation::toString);
        Map<String, Long> terms = new LinkedHashMap<>();
        explanation.path("terms").forEach(term -> terms.merge(term.path("term").asText(), term.path("quantity").asLong(), Long::sum));
        assertEquals(explanation.path("sellable").asLong(), terms.values().stream().mapToLong(Long::longValue).sum(), explanation::toString);
        return terms;
    }

    List<JsonNode> alerts(String kind) {
        return Pages.all(gateway, "/v1/alerts?kind=" + kind);
    }

    void assertAuditClean() {
        JsonNode audit = gateway.call("POST", "/v1/stock/audit", null).orFail().body();
        assertEquals(0, audit.path("differences").size(), audit::toString);
    }

    static void assertRefused(Answer answer, long sellable) {
        assertEquals(409, answer.status(), answer::explained);
        assertEquals("insufficient-stock", answer.problem());
        assertEquals(sellable, answer.body().path("lines").path(0).path("sellable").asLong(-1), answer::explained);
    }
}
