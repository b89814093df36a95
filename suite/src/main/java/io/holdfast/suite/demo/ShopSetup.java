package io.holdfast.suite.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.client.Answer;
import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.client.Pages;
import io.holdfast.suite.client.Together;
import io.holdfast.suite.demo.Assortment.Article;
import io.holdfast.suite.replay.Place;
import io.holdfast.suite.replay.SalesChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Brings a merchant's locations, channels, catalogue and allocations to what the demo needs; what is so already stays. */
final class ShopSetup {

    private static final int AT_ONCE = 16;

    private final GatewayClient gateway;

    ShopSetup(GatewayClient gateway) {
        this.gateway = gateway;
    }

    void locations() {
        for (Place place : Place.values()) {
            unlessThere("/v1/locations/" + place.code(), "/v1/locations",
                    Map.of("code", place.code(), "name", place.title(), "kind", place.kind()));
        }
    }

    void channels() {
        for (SalesChannel channel : SalesChannel.values()) {
            Map<String, Object> wish = new LinkedHashMap<>();
            wish.put("code", channel.code());
            wish.put("name", channel.title());
            wish.put("kind", channel == SalesChannel.WEB ? "ONLINE" : channel == SalesChannel.B2B ? "B2B" : "POS");
            wish.put("locations", List.of(channel.place().code()));
            if (channel != SalesChannel.TILL) {
                wish.put("trigger", "ON_ORDER");
                wish.put("unpaidLife", channel == SalesChannel.WEB ? "PT30M" : "NEVER");
            }
            unlessThere("/v1/channels/" + channel.code(), "/v1/channels", wish);
        }
    }

    /** Creates what is missing and corrects thresholds. The number of articles that were created. */
    int catalogue(List<Article> articles) {
        Map<String, JsonNode> known = new HashMap<>();
        Pages.all(gateway, "/v1/products").forEach(product ->
                product.path("variants").forEach(variant -> known.put(variant.path("sku").asText(), variant)));
        List<Article> missing = articles.stream().filter(article -> !known.containsKey(article.sku())).toList();
        Together.each(missing, AT_ONCE, article -> succeed(gateway.post("/v1/products",
                Map.of("name", article.name(), "variants", List.of(variant(article))))));
        List<Article> changed = articles.stream().filter(article -> known.containsKey(article.sku()))
                .filter(article -> !isAsWished(known.get(article.sku()), article)).toList();
        Together.each(changed, AT_ONCE, article -> succeed(gateway.send("PATCH",
                "/v1/variants/" + GatewayClient.encoded(article.sku()), lowStock(article))));
        return missing.size();
    }

    private static boolean isAsWished(JsonNode variant, Article article) {
        JsonNode lowStock = variant.path("lowStock");
        if (article.threshold() == null) {
            return !lowStock.path("threshold").isNumber();
        }
        return lowStock.path("threshold").asLong(-1) == article.threshold() && lowStock.path("notify").asBoolean(true) == article.notifies();
    }

    private static Map<String, Object> variant(Article article) {
        Map<String, Object> variant = new LinkedHashMap<>();
        variant.put("sku", article.sku());
        variant.put("tracking", "QUANTITY");
        variant.putAll(article.threshold() == null ? Map.of() : lowStock(article));
        return variant;
    }

    private static Map<String, Object> lowStock(Article article) {
        Map<String, Object> values = new HashMap<>();
        values.put("threshold", article.threshold());
        values.put("notify", article.notifies());
        return Map.of("lowStock", values);
    }

    /** Replaces the allocations of earlier runs, which have been drawn on. */
    void allocations(Assortment assortment) {
        List<String> old = Pages.all(gateway, "/v1/allocations").stream().map(allocation -> allocation.path("id").asText()).toList();
        Together.each(old, AT_ONCE, id -> succeed(gateway.send("DELETE", "/v1/allocations/" + id, null)));
        List<Map<String, Object>> wishes = new ArrayList<>();
        assortment.reserved().forEach((sku, quantity) -> wishes.add(Map.of("sku", sku, "purpose", "RESERVE",
                "channels", List.of(SalesChannel.B2B.code()), "quantity", quantity, "adjust", "USE_AVAILABLE")));
        assortment.stopped().ifPresent(sku -> wishes.add(Map.of("sku", sku, "purpose", "STOP", "channels", List.of(SalesChannel.WEB.code()))));
        wishes.forEach(wish -> gateway.call("POST", "/v1/allocations", wish).orFail());
    }

    /** An interrupted run may have left web orders that are neither paid nor due; their units must not be missing in the middle of this one. */
    int cancelLeftovers() {
        List<String> open = Pages.all(gateway, "/v1/orders?state=UNPAID&channel=" + SalesChannel.WEB.code()).stream()
                .map(order -> order.path("id").asText()).toList();
        Together.each(open, AT_ONCE, id -> succeed(gateway.post("/v1/orders/" + id + "/cancellation", Map.of("reason", "the demo was interrupted"))));
        return open.size();
    }

    private void unlessThere(String path, String collection, Map<String, Object> wish) {
        Answer there = gateway.get(path);
        if (there.status() == 404) {
            gateway.call("POST", collection, wish).orFail();
        } else {
            there.orFail();
        }
    }

    private static CompletableFuture<Answer> succeed(CompletableFuture<Answer> answer) {
        return answer.thenApply(Answer::orFail);
    }
}
