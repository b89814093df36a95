package io.holdfast.suite.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds JSON against the document's schemas, which are those of JSON Schema 2020-12. */
public final class Validation {

    private final JsonNode document;
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private final Map<JsonNode, JsonSchema> known = new ConcurrentHashMap<>();

    public Validation(JsonNode document) {
        this.document = document;
    }

    /** What does not hold, each after the words given; nothing where there is no schema. */
    public List<String> findings(String words, JsonNode schema, JsonNode value) {
        if (schema == null || schema.isMissingNode()) {
            return List.of();
        }
        return known.computeIfAbsent(schema, this::compiled).validate(value).stream()
                .map(finding -> words + ": " + finding.getMessage()).sorted().toList();
    }

    private JsonSchema compiled(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        // Its references point into the document's components.
        whole.set("components", document.get("components"));
        return factory.getSchema(whole, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }
}
