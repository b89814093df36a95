package io.holdfast.suite.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.openapi.Operation;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that a merchant can read of its own. */
public final class Belongings {

    /** They move by themselves. */
    private static final Set<String> MOVING = Set.of("streamAvailability", "getReadiness", "listDeliveries", "getDelivery", "previewDigest",
            "getImport", "ready", "listDriftReports", "adviseTrigger");

    private Belongings() {}

    /** By operation: status and body, without the moment at which it was read, and without what reading itself changes. */
    public static Map<String, String> of(World world, JsonNode document) throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (Operation operation : Operation.all(document)) {
            if (operation.method().equals("GET") && operation.isSecured() && !MOVING.contains(operation.id())) {
                Reply reply = world.send(world.call(operation));
                all.put(operation.id(), reply.status() + " " + reply.text().replaceAll("\"(asOf|lastUsedAt)\":(\"[^\"]*\"|null)", ""));
            }
        }
        return all;
    }
}
