package io.holdfast.catalog.counted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.service.Limits;
import io.holdfast.service.peers.Peers;
import io.holdfast.service.peers.Peers.Peer;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Units on hand by location. Every call fails with 503 while the stock service does not answer. */
@ApplicationScoped
public class StockCounts {

    /** An address of a page of SKUs, each up to a dozen characters a code point, stays below the longest that a service takes. */
    private static final int ADDRESS_CHARACTERS = 30_000;
    private static final int AT_ONCE = 3;
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Peers peers;
    private final ObjectMapper json;

    /** What was counted: units of a SKU at a location. */
    public record Count(String sku, String location, long units) {}

    StockCounts(Peers peers, ObjectMapper json) {
        this.peers = peers;
        this.json = json;
    }

    /** Units on hand by location, in order of the codes, of those of the SKUs that the stock service knows. */
    public Uni<Map<String, Map<String, Long>>> onHand(String merchant, Collection<String> skus) {
        return Multi.createFrom().iterable(queries(skus))
                .onItem().transformToUni(query -> answer(peers.get(Peer.STOCK, "/v1/stock?limit=" + Limits.LONGEST_PAGE + query, merchant)))
                .merge(AT_ONCE).collect().asList().map(answers -> {
                    Map<String, Map<String, Long>> units = new HashMap<>();
                    answers.forEach(answer -> answer.path("items").forEach(item -> {
                        Map<String, Long> its = units.computeIfAbsent(item.path("sku").asText(), sku -> new TreeMap<>());
                        item.path("locations").forEach(at -> its.put(at.path("code").asText(), at.path("onHand").asLong()));
                    }));
                    return units;
                });
    }

    /** Sets what is on hand; answers with what was refused, by the count. */
    public Uni<Map<Count, String>> set(String merchant, String reason, List<Count> counts) {
        if (counts.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<Map<String, Object>> lines = counts.stream().map(count ->
                Map.<String, Object>of("sku", count.sku(), "location", count.location(), "count", count.units())).toList();
        return answer(peers.post(Peer.STOCK, "/v1/stock/adjustments", write(Map.of("reason", reason, "lines", lines)), merchant)).map(answer -> {
            Map<Count, String> refused = new HashMap<>();
            JsonNode results = answer.path("results");
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i).path("status").asInt() != 200) {
                    refused.put(counts.get(i), results.get(i).path("problem").path("detail").asText());
                }
            }
            return refused;
        });
    }

    private static List<String> queries(Collection<String> skus) {
        List<String> queries = new ArrayList<>();
        StringBuilder query = new StringBuilder();
        int named = 0;
        for (String sku : skus) {
            query.append("&sku=").append(URLEncoder.encode(sku, StandardCharsets.UTF_8));
            if (++named == Limits.LONGEST_PAGE || query.length() > ADDRESS_CHARACTERS) {
                queries.add(query.toString());
                query.setLength(0);
                named = 0;
            }
        }
        if (named > 0) {
            queries.add(query.toString());
        }
        return queries;
    }

    private Uni<JsonNode> answer(Uni<HttpResponse<Buffer>> call) {
        return call.onFailure().transform(failure -> away("does not answer: " + failure.getMessage())).map(answer -> {
            if (answer.statusCode() != 200) {
                throw away("answered " + answer.statusCode());
            }
            try {
                return json.readTree(answer.body().getBytes());
            } catch (IOException e) {
                throw new IllegalStateException("The stock service's answer can't be read", e);
            }
        });
    }

    private static Problem away(String how) {
        return Problem.unavailable("What is on hand can't be asked or told: the stock service " + how, RETRY_AFTER_SECONDS);
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Counts can't be written", e);
        }
    }
}
