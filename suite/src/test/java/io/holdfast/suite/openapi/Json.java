package io.holdfast.suite.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** JSON trees as the document needs them: read from files, laid over each other, written the same way every time. */
final class Json {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode list(Iterable<String> texts) {
        ArrayNode list = MAPPER.createArrayNode();
        texts.forEach(list::add);
        return list;
    }

    /** A file next to this class; null if there is none. */
    static ObjectNode resource(String name) throws IOException {
        try (InputStream file = Json.class.getResourceAsStream("/openapi/" + name)) {
            return file == null ? null : (ObjectNode) MAPPER.readTree(file);
        }
    }

    /** Members of the second replace those of the first; objects are merged, null removes. */
    static ObjectNode merge(ObjectNode target, ObjectNode over) {
        over.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                target.remove(member.getKey());
            } else if (member.getValue() instanceof ObjectNode inner && target.get(member.getKey()) instanceof ObjectNode before) {
                merge(before, inner);
            } else {
                target.set(member.getKey(), member.getValue().deepCopy());
            }
        });
        return target;
    }

    /** In the order of their names. */
    static ObjectNode sorted(ObjectNode object) {
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        ObjectNode sorted = object();
        members.forEach(sorted::set);
        return sorted;
    }

    static String pretty(JsonNode node) {
        try {
            DefaultIndenter twoSpaces = new DefaultIndenter("  ", "\n");
            return MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(twoSpaces).withArrayIndenter(twoSpaces))
                    .writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
