package io.holdfast.suite.replay;

import io.holdfast.suite.client.Answer;
import io.holdfast.suite.client.GatewayClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The calls that a shop makes about orders. References and event ids carry the run's prefix, so that a run never meets an earlier one's. */
final class Orders {

    /** How long an order lives that is left to lapse. */
    private static final String SHORTEST_LIFE = "PT1M";

    private final GatewayClient gateway;
    private final String prefix;

    Orders(GatewayClient gateway, String prefix) {
        this.gateway = gateway;
        this.prefix = prefix;
    }

    CompletableFuture<Answer> place(Step.Sale sale) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("channel", sale.channel().code());
        order.put("reference", prefix + sale.invoice().number());
        order.put("lines", lines(sale.invoice().units()));
        if (sale.channel() == SalesChannel.TILL) {
            order.put("location", sale.channel().place().code());
            return gateway.post("/v1/sales", order);
        }
        if (sale.fate() == Fate.LAPSES) {
            order.put("expiresIn", SHORTEST_LIFE);
        }
        return gateway.post("/v1/orders", order);
    }

    CompletableFuture<Answer> pay(UUID order, String invoice) {
        return gateway.post(path(order, "payment"), Map.of("eventId", event(invoice, "paid")));
    }

    CompletableFuture<Answer> failPayment(UUID order, String invoice) {
        return gateway.post(path(order, "payment-failure"), Map.of("eventId", event(invoice, "failed"), "reason", "card declined"));
    }

    CompletableFuture<Answer> ship(UUID order, String invoice) {
        return gateway.post(path(order, "fulfilments"), Map.of("eventId", event(invoice, "shipped")));
    }

    CompletableFuture<Answer> cancel(UUID order, String invoice) {
        return gateway.post(path(order, "cancellation"), Map.of("eventId", event(invoice, "cancelled"), "reason", "invoice " + invoice));
    }

    CompletableFuture<Answer> takeBack(UUID order, String invoice, Map<String, Long> units) {
        return gateway.post(path(order, "returns"), Map.of("eventId", event(invoice, "returned/" + order), "lines", lines(units)));
    }

    CompletableFuture<Answer> adjustUnmatched(Map<String, Long> units) {
        List<Map<String, Object>> lines = units.entrySet().stream()
                .map(unit -> Map.<String, Object>of("sku", unit.getKey(), "location", Place.WAREHOUSE.code(), "delta", unit.getValue()))
                .toList();
        return gateway.post("/v1/stock/adjustments", Map.of("reason", "unmatched return", "lines", lines));
    }

    CompletableFuture<Answer> read(UUID order) {
        return gateway.send("GET", "/v1/orders/" + order, null);
    }

    private static String path(UUID order, String action) {
        return "/v1/orders/" + order + "/" + action;
    }

    private String event(String invoice, String what) {
        return prefix + invoice + "/" + what;
    }

    private static List<Map<String, Object>> lines(Map<String, Long> units) {
        return units.entrySet().stream()
                .map(unit -> Map.<String, Object>of("sku", unit.getKey(), "quantity", unit.getValue()))
                .toList();
    }
}
