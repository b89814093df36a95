package io.holdfast.suite.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The problems with which an operation may answer: those that follow from its form, and the conflicts that its example names. */
final class Refusals {

    private final ObjectNode documents;

    private Refusals(ObjectNode documents) {
        this.documents = documents;
    }

    static Refusals read() throws IOException {
        return new Refusals(Json.resource("problems.json"));
    }

    /** The answers that many operations share. */
    ObjectNode components() {
        ObjectNode components = Json.object();
        documents.path("shared").properties().forEach(shared -> components.set(shared.getKey(), response(List.of(shared.getValue()))));
        return components;
    }

    /** @param secured whether it needs a key */
    void addTo(ObjectNode operation, String method, Example example, boolean secured) {
        Map<String, JsonNode> answers = new TreeMap<>();
        boolean body = operation.has("requestBody");
        boolean ifMatch = has(operation, "header", "If-Match");
        add(answers, secured, "401", "403", "429");
        add(answers, true, "503");
        add(answers, body, "400", "413", "415", "422");
        add(answers, has(operation, "query", null), "422");
        add(answers, has(operation, "path", null), "404");
        add(answers, ifMatch, "412");
        add(answers, true, "default");
        List<String> conflicts = example.conflicts();
        if (!conflicts.isEmpty()) {
            answers.put("409", response(conflicts.stream().map(this::conflict).toList()));
        }
        ObjectNode responses = (ObjectNode) operation.get("responses");
        answers.forEach((status, answer) -> {
            if (!responses.has(status)) {
                responses.set(status, answer);
            }
        });
    }

    private static void add(Map<String, JsonNode> answers, boolean applies, String... statuses) {
        for (String status : statuses) {
            if (applies) {
                answers.put(status, Json.object().put("$ref", "#/components/responses/" + (status.equals("default") ? "Other" : "Status" + status)));
            }
        }
    }

    private static boolean has(ObjectNode operation, String in, String name) {
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("in").asText().equals(in) && (name == null || parameter.path("name").asText().equals(name))) {
                return true;
            }
        }
        return false;
    }

    private JsonNode conflict(String code) {
        JsonNode document = documents.path("conflicts").path(code);
        if (document.isMissingNode()) {
            throw new IllegalStateException("problems.json has no conflict \"" + code + "\"");
        }
        return document;
    }

    private static ObjectNode response(List<JsonNode> documents) {
        ObjectNode response = Json.object();
        ObjectNode examples = Json.object();
        StringBuilder description = new StringBuilder();
        for (JsonNode document : documents) {
            String type = document.path("type").asText();
            String code = type.substring(type.lastIndexOf('/') + 1);
            description.append(description.isEmpty() ? "" : " ").append('`').append(code).append("`: ").append(document.path("title").asText()).append('.');
            examples.putObject(code).set("value", document);
        }
        response.put("description", description.toString());
        ObjectNode content = response.putObject("content").putObject("application/problem+json");
        content.putObject("schema").put("$ref", "#/components/schemas/Problem");
        content.set("examples", examples);
        return response;
    }
}
