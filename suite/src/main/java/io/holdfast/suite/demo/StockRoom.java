package io.holdfast.suite.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.client.Together;
import io.holdfast.suite.demo.Assortment.Article;
import io.holdfast.suite.replay.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Reads levels, and counts stock in until what is available is what the demo starts from. */
final class StockRoom {

    private static final int SKUS_A_REQUEST = 40;
    private static final int LINES_A_REQUEST = 2_000;
    private static final int ROUNDS = 5;
    private static final int AT_ONCE = 8;

    private final GatewayClient gateway;

    StockRoom(GatewayClient gateway) {
        this.gateway = gateway;
    }

    /**
     * Changes levels by what differs. More than one round is needed only where backordered units take what comes in.
     *
     * @return the units that were counted in or out
     */
    long bringTo(List<Article> articles) {
        long moved = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Map<String, Object>> lines = differences(articles);
            if (lines.isEmpty()) {
                return moved;
            }
            moved += lines.stream().mapToLong(line -> Math.abs((Long) line.get("delta"))).sum();
            Together.each(chunks(lines, LINES_A_REQUEST), 1, chunk -> gateway
                    .post("/v1/stock/adjustments", Map.of("reason", "opening count of the demo", "lines", chunk))
                    .thenAccept(answer -> requireAll(answer.orFail().body())));
        }
        throw new IllegalStateException("Stock does not come to what was counted in after " + ROUNDS + " rounds");
    }

    private static void requireAll(JsonNode body) {
        for (JsonNode result : body.path("results")) {
            if (result.hasNonNull("problem")) {
                throw new IllegalStateException("A line of the opening count was refused: " + result);
            }
        }
    }

    private List<Map<String, Object>> differences(List<Article> articles) {
        SortedMap<String, Map<Place, Long>> levels = available(articles.stream().map(Article::sku).toList());
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Article article : articles) {
            article.stock().forEach((place, wished) -> {
                long delta = wished - levels.getOrDefault(article.sku(), Map.of()).getOrDefault(place, 0L);
                if (delta != 0) {
                    lines.add(Map.of("sku", article.sku(), "location", place.code(), "delta", delta));
                }
            });
        }
        return lines;
    }

    /** Available units of each SKU at each place; a SKU without stock may be missing. */
    SortedMap<String, Map<Place, Long>> available(List<String> skus) {
        SortedMap<String, Map<Place, Long>> levels = new ConcurrentSkipListMap<>();
        Together.each(chunks(skus, SKUS_A_REQUEST), AT_ONCE, chunk -> gateway.send("GET", path(chunk), null)
                .thenAccept(answer -> answer.orFail().body().path("items")
                        .forEach(level -> levels.put(level.path("sku").asText(), atPlaces(level)))));
        return new TreeMap<>(levels);
    }

    private static String path(Collection<String> skus) {
        return "/v1/stock?limit=200&" + String.join("&", skus.stream().map(sku -> "sku=" + GatewayClient.encoded(sku)).toList());
    }

    private static Map<Place, Long> atPlaces(JsonNode level) {
        Map<Place, Long> places = new EnumMap<>(Place.class);
        for (JsonNode location : level.path("locations")) {
            for (Place place : Place.values()) {
                if (place.code().equals(location.path("code").asText())) {
                    places.put(place, location.path("available").asLong());
                }
            }
        }
        return places;
    }

    private static <T> List<List<T>> chunks(List<T> all, int size) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            chunks.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return chunks;
    }
}
