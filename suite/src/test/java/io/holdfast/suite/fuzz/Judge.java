package io.holdfast.suite.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.holdfast.suite.openapi.Operation;
import io.holdfast.suite.openapi.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What must hold of every answer, whatever was asked: R83. */
final class Judge {

    private static final String PROBLEM = "application/problem+json";
    private static final Pattern INSIDES = Pattern.compile("\\bjava\\.|io\\.holdfast|Exception|\\bat [a-z]+\\.[a-z]+\\.|org\\.hibernate|io\\.vertx|(?i)SQLSTATE|select .* from ");

    private final Validation validation;
    private final JsonNode problem;

    Judge(JsonNode document) {
        this.validation = new Validation(document);
        this.problem = document.path("components").path("schemas").path("Problem");
    }

    List<String> findings(Call call, Reply reply) {
        Operation operation = call.operation;
        // An empty place makes another path of it.
        boolean asDocumented = call.method.equals(operation.method()) && !call.path.containsValue("");
        List<String> findings = new ArrayList<>();
        if (reply.status() == 0) {
            return List.of("no answer: " + reply.text());
        }
        if (reply.status() >= 500) {
            findings.add("a failure of ours");
        }
        if (!reply.headers().containsKey("x-request-id")) {
            findings.add("no X-Request-Id");
        }
        if (call.method.equals("HEAD")) {
            return findings;
        }
        if (reply.status() >= 400) {
            findings.addAll(refused(reply));
        } else if (asDocumented && reply.status() != 304) {
            findings.addAll(answered(operation, reply));
        }
        return findings;
    }

    private List<String> refused(Reply reply) {
        if (!reply.type().equals(PROBLEM)) {
            return List.of("refused without a problem document");
        }
        JsonNode told = reply.json();
        List<String> findings = new ArrayList<>(validation.findings("problem", problem, told));
        if (told.path("status").asInt() != reply.status()) {
            findings.add("the document tells another status");
        }
        if (INSIDES.matcher(reply.text()).find()) {
            findings.add("tells of our insides");
        }
        return findings;
    }

    private List<String> answered(Operation operation, Reply reply) {
        JsonNode answer = operation.node().path("responses").path(String.valueOf(reply.status()));
        if (answer.isMissingNode()) {
            return List.of("the status is not documented");
        }
        if (!reply.headers().getOrDefault("location", "/v1/").startsWith("/v1/")) {
            return List.of("leads elsewhere: " + reply.headers().get("location"));
        }
        JsonNode content = answer.path("content").path(reply.type());
        if (answer.has("content") && content.isMissingNode()) {
            return List.of("the media type is not documented");
        }
        boolean json = reply.type().endsWith("json");
        return validation.findings("the answer", content.path("schema"), json ? reply.json() : TextNode.valueOf(reply.text()));
    }
}
