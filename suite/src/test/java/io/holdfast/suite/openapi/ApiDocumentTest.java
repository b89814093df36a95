package io.holdfast.suite.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {

    private static final String REWRITE = "./mvnw -q -pl suite -am test -Dtest=ApiDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dholdfast.openapi.write=true";

    private static ObjectNode document;

    @BeforeAll
    static void make() throws IOException {
        document = ApiDocument.make();
    }

    @Test
    void the_committed_document_is_what_the_code_says() throws IOException {
        String made = Json.pretty(document);
        if (Boolean.getBoolean("holdfast.openapi.write")) {
            Files.writeString(ApiDocument.COMMITTED, made);
        }
        String committed = Files.exists(ApiDocument.COMMITTED) ? Files.readString(ApiDocument.COMMITTED) : "";
        assertEquals(committed, made, "The public API has changed. Write the document anew, and commit it with the change: " + REWRITE);
    }

    @Test
    void every_operation_can_be_understood_and_tried() {
        List<String> findings = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        for (Operation operation : Operation.all(document)) {
            JsonNode node = operation.node();
            check(findings, ids.add(operation.id()), operation, "has the name of another");
            check(findings, !node.path("summary").asText().isEmpty(), operation, "has no summary");
            check(findings, node.path("tags").size() == 1, operation, "has no heading");
            check(findings, !node.has("requestBody") || node.path("requestBody").findValue("example") != null, operation, "has a body without an example");
            check(findings, operation.success().stream().allMatch(answer -> !answer.has("content") || answer.findValue("example") != null),
                    operation, "has an answer without an example");
            check(findings, !operation.success().isEmpty(), operation, "never succeeds");
            check(findings, node.path("responses").has("503"), operation, "does not say how it is refused");
        }
        assertEquals(List.of(), findings);
    }

    @Test
    void schemas_have_names_of_their_own_and_say_what_they_mean() {
        List<String> findings = new ArrayList<>();
        document.path("components").path("schemas").properties().forEach(schema -> {
            if (schema.getKey().matches(".*\\d")) {
                findings.add(schema.getKey() + " is the name of several → @Schema(name = …) on the record");
            }
            schema.getValue().path("properties").properties().forEach(member -> {
                JsonNode of = member.getValue();
                boolean explained = of.has("description") || of.has("$ref") || of.has("anyOf") || of.path("items").has("$ref");
                if (!explained) {
                    findings.add(schema.getKey() + "." + member.getKey() + " is not explained → @param of its record, or words.json");
                }
            });
        });
        assertEquals(List.of(), findings);
    }

    @Test
    void examples_are_what_the_schemas_say() {
        Validation validation = new Validation(document);
        List<String> findings = new ArrayList<>();
        for (Operation operation : Operation.all(document)) {
            operation.node().path("requestBody").path("content").forEach(type -> findings.addAll(told(validation, operation.id() + " request", type)));
            operation.node().path("responses").properties().forEach(answer -> answer.getValue().path("content").forEach(type ->
                    findings.addAll(told(validation, operation.id() + " " + answer.getKey(), type))));
        }
        document.path("components").path("responses").properties().forEach(answer -> answer.getValue().path("content").forEach(type ->
                findings.addAll(told(validation, answer.getKey(), type))));
        assertEquals(List.of(), findings);
    }

    /** The page to try it puts examples into requests: an ETag that nobody read, or a key for every request, would have them refused. */
    @Test
    void no_optional_header_has_an_example() {
        document.path("components").path("parameters").properties().stream().filter(parameter -> parameter.getValue().path("in").asText().equals("header"))
                .forEach(header -> assertTrue(!header.getValue().has("example"), header.getKey()));
    }

    @Test
    void nothing_internal_is_told() {
        assertTrue(document.path("paths").properties().stream().noneMatch(path -> path.getKey().startsWith("/internal")));
    }

    private static List<String> told(Validation validation, String words, JsonNode content) {
        List<JsonNode> examples = content.has("example") ? List.of(content.get("example")) : content.path("examples").findValues("value");
        return examples.stream().flatMap(example -> validation.findings(words, content.path("schema"), example).stream()).toList();
    }

    private static void check(List<String> findings, boolean holds, Operation operation, String otherwise) {
        if (!holds) {
            findings.add(operation.id() + " " + otherwise);
        }
    }
}
