package io.holdfast.suite.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One operation of the document. */
public record Operation(String method, String path, JsonNode node) {

    public static List<Operation> all(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method ->
                operations.add(new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    public String id() {
        return node.path("operationId").asText();
    }

    public boolean isSecured() {
        return !node.has("security");
    }

    /** The answers of success. */
    public List<JsonNode> success() {
        return node.path("responses").properties().stream().filter(answer -> answer.getKey().startsWith("2")).map(java.util.Map.Entry::getValue).toList();
    }

    @Override
    public String toString() {
        return id() + " (" + method + " " + path + ")";
    }
}
