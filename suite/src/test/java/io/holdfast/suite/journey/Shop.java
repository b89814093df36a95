package io.holdfast.suite.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.client.Answer;
import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.client.Pages;
import io.holdfast.suite.launch.Suite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A merchant of a journey's own, with a warehouse, seen through the gateway. */
final class Shop {

    static final String WEB = "web";

    private final GatewayClient gateway;

    private Shop(GatewayClient gateway) {
        this.gateway = gateway;
    }

    static Shop open(Suite suite) {
        return open(suite, "Etc/UTC");
    }

    static Shop open(Suite suite, String timeZone) {
        GatewayClient operator = new GatewayClient(suite.gateway(), "local-operator");
        JsonNode merchant = operator.call("POST", "/v1/merchants", Map.of("name", "Journey", "email", "owner-" + UUID.randomUUID() + "@shop.example",
                "timeZone", timeZone, "locale", "en")).orFail().body();
        Shop shop = new Shop(new GatewayClient(suite.gateway(), merchant.path("adminKey").asText()));
        shop.created("/v1/locations", Map.of("code", "warehouse", "name", "Warehouse", "kind", "WAREHOUSE"));
        return shop;
    }

    GatewayClient gateway() {
        return gateway;
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
        add(sku, units);
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
        JsonNode items = gateway.get("/v1/channels/" + channel + "/availability?sku=" + GatewayClient.encoded(sku)).orFail().body().path("items");
        assertEquals(1, items.size(), items::toString);
        return items.get(0).path("sellable").asLong();
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
