package io.holdfast.suite.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** What goes to and fro in one operation: parameters, the body and the answers of success, each with its example. */
final class Exchange {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Map<String, String> SHARED = Map.of("limit", "Limit", "cursor", "Cursor", "If-Match", "If-Match");
    private static final Map<String, String> MEANINGS = Map.of("200", "Done.", "201", "Created.",
            "202", "Accepted; it is finished later.", "204", "Done; there is nothing to say.");

    private final ObjectNode document;
    private final ObjectNode operation;
    private final Words words;

    Exchange(ObjectNode document, ObjectNode operation, Words words) {
        this.document = document;
        this.operation = operation;
        this.words = words;
    }

    void parameters(Example example, String method) {
        ArrayNode parameters = Json.MAPPER.createArrayNode();
        for (JsonNode node : operation.path("parameters")) {
            ObjectNode parameter = (ObjectNode) node;
            String name = parameter.path("name").asText();
            if (SHARED.containsKey(name)) {
                parameters.addObject().put("$ref", "#/components/parameters/" + SHARED.get(name));
                continue;
            }
            ObjectNode schema = (ObjectNode) parameter.get("schema");
            words.explain(name, schema);
            if (!parameter.has("description") && schema.has("description")) {
                parameter.set("description", schema.get("description"));
            }
            schema.remove("description");
            if (example.parameters().containsKey(name)) {
                parameter.set("example", example.parameters().get(name));
            }
            parameters.add(parameter);
        }
        if (method.equals("post")) {
            parameters.addObject().put("$ref", "#/components/parameters/Idempotency-Key");
        }
        operation.remove("parameters");
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
    }

    void request(Example example) {
        if (!(operation.path("requestBody").get("content") instanceof ObjectNode content)) {
            return;
        }
        if (content.has(MERGE_PATCH)) {
            String change = changeOf(content.path(MERGE_PATCH).path("schema").path("$ref").asText().substring(SCHEMAS.length()));
            content.forEach(type -> ((ObjectNode) type).putObject("schema").put("$ref", SCHEMAS + change));
        }
        content.forEach(type -> ((ObjectNode) type).set("example", example.request()));
    }

    /** The schema of a merge patch, beside that of the whole. */
    private String changeOf(String whole) {
        String name = whole.endsWith("Change") ? whole : whole.replaceFirst("^New", "") + "Change";
        ObjectNode patch = Schemas.patchOf((ObjectNode) Schemas.all(document).get(whole));
        Schemas.all(document).set(name, patch);
        return name;
    }

    void answers(Example example, boolean entityTag) {
        ObjectNode before = (ObjectNode) operation.get("responses");
        ObjectNode content = null;
        for (JsonNode answer : before) {
            content = answer.get("content") instanceof ObjectNode found ? found : content;
        }
        ObjectNode answers = Json.object();
        for (Map.Entry<String, JsonNode> told : example.answers().entrySet()) {
            String status = told.getKey();
            ObjectNode answer = answers.putObject(status);
            answer.put("description", before.path(status).path("description").asText().length() > 10
                    ? before.path(status).path("description").asText() : MEANINGS.get(status));
            headers(answer.putObject("headers"), status, entityTag);
            if (content != null && !told.getValue().isNull()) {
                ObjectNode own = before.path(status).get("content") instanceof ObjectNode found ? found : content;
                ObjectNode copy = own.deepCopy();
                copy.forEach(type -> ((ObjectNode) type).set("example", told.getValue()));
                answer.set("content", copy);
            }
        }
        operation.set("responses", answers);
    }

    private static void headers(ObjectNode headers, String status, boolean entityTag) {
        headers.putObject("X-Request-Id").put("$ref", "#/components/headers/X-Request-Id");
        if (entityTag && Set.of("200", "201").contains(status)) {
            headers.putObject("ETag").put("$ref", "#/components/headers/ETag");
        }
    }
}
