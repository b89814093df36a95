package io.holdfast.suite.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one operation is called, from its file in {@code examples/}. It says as well which answers of success there are.
 *
 * @param parameters of path and query, by name
 * @param request the body: JSON, or a text where the body is none; missing without one
 * @param answers by status; null for one without a body
 * @param conflicts codes of the problems with which the state can refuse it
 */
public record Example(Map<String, JsonNode> parameters, JsonNode request, Map<String, JsonNode> answers, List<String> conflicts) {

    public static Example of(String operationId) throws IOException {
        ObjectNode file = Json.resource("examples/" + operationId + ".json");
        if (file == null) {
            throw new IllegalStateException("There is no example of " + operationId + " → write src/test/resources/openapi/examples/" + operationId + ".json");
        }
        List<String> conflicts = new ArrayList<>();
        file.path("conflicts").forEach(code -> conflicts.add(code.asText()));
        return new Example(members(file.path("parameters")), file.has("request") ? file.get("request") : MissingNode.getInstance(),
                members(file.path("answers")), conflicts);
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
