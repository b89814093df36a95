package io.holdfast.suite.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.UserError;
import io.holdfast.suite.bench.load.Stock;
import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.launch.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A merchant with more stock than anybody can buy, set up through the gateway as an integrator would. */
final class BenchShop {

    private static final int VARIANTS_PER_PRODUCT = 100;
    private static final int LINES_PER_ADJUSTMENT = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Suite suite;
    private final GatewayClient gateway;
    private final String merchant;
    private final String key;

    private BenchShop(Suite suite, JsonNode merchant) {
        this.suite = suite;
        this.merchant = merchant.path("id").asText();
        this.key = merchant.path("adminKey").asText();
        this.gateway = new GatewayClient(suite.gateway(), key);
    }

    static BenchShop open(Suite suite) {
        GatewayClient operator = new GatewayClient(suite.gateway(), "local-operator");
        BenchShop shop = new BenchShop(suite, operator.call("POST", "/v1/merchants", Map.of("name", "Bench", "email", "bench@shop.example",
                "timeZone", "Etc/UTC", "locale", "en")).orFail().body());
        shop.gateway.call("POST", "/v1/locations", Map.of("code", BareStock.LOCATION, "name", "Warehouse", "kind", "WAREHOUSE")).orFail();
        shop.gateway.call("POST", "/v1/channels", Map.of("code", BareStock.CHANNEL, "name", "Web shop", "kind", "ONLINE",
                "unpaidLife", BareStock.LIFE)).orFail();
        return shop;
    }

    String merchant() {
        return merchant;
    }

    String key() {
        return key;
    }

    /** Creates variants and counts so many units of each in. */
    void stock(Stock stock, long units) {
        List<String> skus = stock.skus() == 1 ? List.of(stock.name()) : IntStream.range(0, stock.skus()).mapToObj(stock::of).toList();
        for (List<String> some : slices(skus, VARIANTS_PER_PRODUCT)) {
            gateway.call("POST", "/v1/products", Map.of("name", some.get(0),
                    "variants", some.stream().map(sku -> Map.of("sku", sku, "tracking", "QUANTITY")).toList())).orFail();
        }
        for (List<String> some : slices(skus, LINES_PER_ADJUSTMENT)) {
            Map<String, Object> counts = Map.of("reason", "opening", "lines", some.stream()
                    .map(sku -> Map.of("sku", sku, "location", BareStock.LOCATION, "count", units)).toList());
            Waiting.until("Stock of " + stock.name(), PATIENCE, suite.failure(), () -> isCountedIn(counts, units));
        }
    }

    /** A count may be repeated: it sets, it doesn't add. */
    private boolean isCountedIn(Map<String, Object> counts, long units) {
        JsonNode results = gateway.call("POST", "/v1/stock/adjustments", counts).orFail().body().path("results");
        return !results.isEmpty() && IntStream.range(0, results.size()).allMatch(i -> results.get(i).path("onHand").asLong(-1) == units);
    }

    /** Sends a file and waits until every line of it can be sold. */
    void imported(String csv, Duration atMost) {
        String path = "/v1/imports/" + gateway.upload(csv).orFail().body().path("id").asText();
        Waiting.until("The import", atMost, suite.failure(), () -> !gateway.get(path).orFail().body().path("state").asText().equals("RUNNING"));
        JsonNode ended = gateway.get(path).orFail().body();
        if (!ended.path("state").asText().equals("DONE") || ended.path("failed").asLong() != 0) {
            throw new UserError("The import did not end well: " + ended);
        }
    }

    private static List<List<String>> slices(List<String> all, int size) {
        List<List<String>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            slices.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return slices;
    }

    /** Differences between levels, movements and orders. */
    int auditDifferences() {
        JsonNode audit = gateway.call("POST", "/v1/stock/audit", null).orFail().body();
        if (!audit.has("differences")) {
            throw new UserError("The audit did not answer as it should: " + audit);
        }
        return audit.path("differences").size();
    }
}
