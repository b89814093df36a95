package io.holdfast.suite.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.service.Limits;
import java.io.IOException;
import java.util.Map;

/** The words of the API: what a member or parameter means wherever it has that name, and how long its text may be. */
final class Words {

    private static final Map<String, Integer> LENGTHS = Map.of(
            "sku", Limits.SKU_CODE_POINTS, "code", Limits.CODE_CODE_POINTS, "channel", Limits.CODE_CODE_POINTS,
            "location", Limits.CODE_CODE_POINTS, "name", Limits.NAME_CODE_POINTS, "reference", Limits.REFERENCE_CODE_POINTS,
            "eventId", Limits.EVENT_ID_CODE_POINTS, "externalId", Limits.EXTERNAL_ID_CODE_POINTS);

    private final ObjectNode meanings;

    private Words(ObjectNode meanings) {
        this.meanings = meanings;
    }

    static Words read() throws IOException {
        return new Words(Json.resource("words.json"));
    }

    /** Adds to a schema what its name says; what it says itself stays. */
    void explain(String name, ObjectNode schema) {
        if (!schema.has("description") && meanings.has(name)) {
            schema.set("description", meanings.get(name));
        }
        boolean plainText = schema.path("type").asText().equals("string") && !schema.has("format") && !schema.has("enum");
        if (plainText && LENGTHS.containsKey(name)) {
            schema.put("minLength", 1).put("maxLength", LENGTHS.get(name));
        }
    }
}
