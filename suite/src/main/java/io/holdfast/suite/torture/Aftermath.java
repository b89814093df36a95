package io.holdfast.suite.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.client.Pages;
import io.holdfast.suite.client.UnexpectedAnswer;
import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Service;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.launch.Waiting;
import io.holdfast.suite.torture.load.Ear;
import io.holdfast.suite.torture.load.TortureShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What everybody else knows when the storm is over: every event arrived, and says what stock says. */
final class Aftermath {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration DRAINING = Duration.ofSeconds(90);
    private static final Duration ARRIVING = Duration.ofSeconds(20);

    private final Suite suite;
    private final TortureShop shop;
    private final Ear ear;
    private final Parked parked;

    /** @param parked as it was before the fault */
    Aftermath(Suite suite, TortureShop shop, Ear ear, Parked parked) {
        this.suite = suite;
        this.shop = shop;
        this.ear = ear;
        this.parked = parked;
    }

    /** Waits until all is sent and everybody knows; the findings are what is still so when patience ends. */
    List<String> findings() {
        List<String> findings = new ArrayList<>(eventually(DRAINING, this::unsent));
        findings.addAll(eventually(ARRIVING, this::notKnown));
        findings.addAll(parked.since());
        JsonNode audit = shop.gateway().call("POST", "/v1/stock/audit", null).orFail().body();
        if (!audit.path("differences").isArray() || !audit.path("differences").isEmpty()) {
            findings.add("the audit found " + audit.path("differences"));
        }
        return findings;
    }

    private List<String> eventually(Duration atMost, Supplier<List<String>> look) {
        long until = System.nanoTime() + atMost.toNanos();
        List<String> findings = seen(look);
        while (!findings.isEmpty() && System.nanoTime() < until) {
            Waiting.pause(LOOK, suite.failure());
            findings = seen(look);
        }
        return findings;
    }

    /** Not to be answered is a finding as well, unless it passes. */
    private static List<String> seen(Supplier<List<String>> look) {
        try {
            return look.get();
        } catch (UnexpectedAnswer e) {
            return List.of("it could not be looked at: " + e.getMessage());
        }
    }

    private List<String> unsent() {
        List<String> findings = new ArrayList<>();
        for (Service service : Service.values()) {
            double rows = database(service).number("select count(*) from outbox where parked_at is null");
            if (rows > 0) {
                findings.add(String.format("%.0f rows are left in the outbox of %s", rows, service.id()));
            }
        }
        return findings;
    }

    private List<String> notKnown() {
        Map<String, Long> available = shop.available();
        List<String> findings = new ArrayList<>(ear.wrong(available));
        Map<String, Long> known = new HashMap<>();
        new Database(suite.database("notification")).rows("select sku, available from sku where merchant = ? and available is not null",
                row -> known.put(row.getString(1), row.getLong(2)), shop.merchant());
        if (!known.equals(available)) {
            findings.add("notification knows " + known + ", and " + available + " are available");
        }
        Set<String> low = available.entrySet().stream().filter(sku -> sku.getValue() < TortureShop.THRESHOLD).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        compare(findings, "the alerts", low, skus(Pages.all(shop.gateway(), "/v1/alerts?kind=LOW")));
        List<JsonNode> variants = new ArrayList<>();
        Pages.all(shop.gateway(), "/v1/products").forEach(product -> product.path("variants").forEach(variant -> {
            if (!variant.path("alert").isNull() && !variant.path("alert").isMissingNode()) {
                variants.add(variant);
            }
        }));
        compare(findings, "the catalogue's alert column", low, skus(variants));
        JsonNode drift = shop.gateway().call("POST", "/v1/channels/" + TortureShop.CHANNEL + "/drift", null).orFail().body();
        if (drift.path("different").asLong(-1) != 0) {
            findings.add("the channel was told something else than is true: " + drift.path("differences"));
        }
        return findings;
    }

    private static void compare(List<String> findings, String what, Set<String> low, Set<String> told) {
        if (!low.equals(told)) {
            findings.add(what + " say " + told + " are low, and " + low + " are");
        }
    }

    private static Set<String> skus(List<JsonNode> items) {
        return items.stream().map(item -> item.path("sku").asText()).collect(Collectors.toCollection(TreeSet::new));
    }

    private Database database(Service service) {
        return new Database(suite.database(service.id()));
    }
}
