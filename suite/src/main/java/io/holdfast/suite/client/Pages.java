package io.holdfast.suite.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads lists page by page. */
public final class Pages {

    private Pages() {}

    /**
     * All items of a list.
     *
     * @param path may have a query of its own
     */
    public static List<JsonNode> all(GatewayClient gateway, String path) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = null;
        do {
            String page = path + (path.contains("?") ? "&" : "?") + "limit=200" + (cursor == null ? "" : "&cursor=" + GatewayClient.encoded(cursor));
            JsonNode body = gateway.get(page).orFail().body();
            body.path("items").forEach(items::add);
            cursor = body.path("nextCursor").asText(null);
        } while (cursor != null && !cursor.equals("null"));
        return items;
    }
}
