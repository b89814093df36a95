package io.holdfast.suite.openapi;

import java.util.LinkedHashMap;
import java.util.Map;

/** The heading under which the API page tells of a path: the first line that fits. */
final class Headings {

    private static final Map<String, String> BY_BEGINNING = new LinkedHashMap<>();

    static {
        under("Merchants and keys", "/v1/merchant", "/v1/keys");
        under("Catalogue", "/v1/products", "/v1/variants", "/v1/imports", "/v1/exports");
        under("Locations and stock", "/v1/locations", "/v1/stock", "/v1/transfers", "/v1/inbound");
        under("Orders", "/v1/orders", "/v1/sales");
        under("Settings", "/v1/settings");
        under("Channels and allocations", "/v1/channels", "/v1/allocations", "/v1/availability", "/v1/webhooks");
        under("Alerts and digests", "/v1/alerts", "/v1/digests");
        under("The suite", "/ready");
    }

    private Headings() {}

    static String of(String path) {
        return BY_BEGINNING.entrySet().stream().filter(line -> path.startsWith(line.getKey())).map(Map.Entry::getValue).findFirst()
                .orElseThrow(() -> new IllegalStateException(path + " stands under no heading → add it here"));
    }

    private static void under(String heading, String... beginnings) {
        for (String beginning : beginnings) {
            BY_BEGINNING.put(beginning, heading);
        }
    }
}
