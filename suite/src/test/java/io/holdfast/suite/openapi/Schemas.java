package io.holdfast.suite.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.holdfast.suite.openapi.SourceComments.Member;
import io.holdfast.suite.openapi.SourceComments.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The schemas of bodies: their public names, what they mean, and which members are always there. */
final class Schemas {

    private static final String REF = "#/components/schemas/";

    private static final String PAGE = "Page";
    private static final Pattern NULL = Pattern.compile("\\bnull\\b", Pattern.CASE_INSENSITIVE);

    private final SourceComments comments;
    private final Words words;

    Schemas(SourceComments comments, Words words) {
        this.comments = comments;
        this.words = words;
    }

    /** Times, ids and choices stand where they are used. */
    static void inlineSimple(ObjectNode document) {
        ObjectNode schemas = all(document);
        Map<String, JsonNode> simple = new TreeMap<>();
        schemas.properties().forEach(schema -> {
            if ((schema.getValue().has("format") || schema.getValue().has("enum")) && !schema.getValue().has("properties")) {
                ObjectNode plain = schema.getValue().deepCopy();
                plain.remove("examples");
                simple.put(REF + schema.getKey(), plain);
            }
        });
        visit(document, object -> {
            JsonNode target = simple.get(object.path("$ref").asText());
            if (target != null) {
                object.remove("$ref");
                object.setAll((ObjectNode) target.deepCopy());
            }
        });
        simple.keySet().forEach(ref -> schemas.remove(ref.substring(REF.length())));
    }

    /** Explains every schema by its record, before it gets its public name. */
    void explain(ObjectNode document) {
        Set<String> answered = reachable(document, document.path("paths"), "responses");
        answered.removeAll(reachable(document, document.path("paths"), "requestBody"));
        all(document).properties().forEach(schema -> explain(schema.getKey(), (ObjectNode) schema.getValue(), answered.contains(schema.getKey())));
    }

    private void explain(String name, ObjectNode schema, boolean onlyAnswered) {
        if (!(schema.get("properties") instanceof ObjectNode properties)) {
            return;
        }
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        Optional<Type> type = comments.type(name.startsWith(PAGE) ? PAGE : name, names);
        if (!schema.has("description")) {
            type.map(Type::comment).ifPresent(comment -> schema.put("description", comment));
        }
        Set<String> always = new TreeSet<>();
        properties.properties().forEach(property -> {
            Member member = type.map(found -> found.members().get(property.getKey())).orElse(new Member(null, true));
            ObjectNode of = (ObjectNode) property.getValue();
            if (member.comment() != null) {
                of.put("description", member.comment());
            }
            words.explain(property.getKey(), of);
            if (mayBeNull(of) && !(onlyAnswered && member.optional())) {
                allowNull(of);
            }
            if (onlyAnswered && !member.optional()) {
                always.add(property.getKey());
            }
        });
        if (!always.isEmpty()) {
            schema.set("required", Json.list(always));
        }
    }

    /** A member that may be null says so. */
    private static boolean mayBeNull(ObjectNode schema) {
        return NULL.matcher(schema.path("description").asText()).find();
    }

    static void allowNull(ObjectNode schema) {
        if (schema.has("$ref")) {
            String ref = schema.remove("$ref").asText();
            schema.putArray("anyOf").add(Json.object().put("$ref", ref)).add(Json.object().put("type", "null"));
        } else if (schema.get("type") instanceof TextNode type) {
            schema.putArray("type").add(type.asText()).add("null");
            if (schema.get("enum") instanceof ArrayNode values) {
                values.addNull();
            }
        }
    }

    /** What a merge patch may hold: any of the members, and null where it removes one. */
    static ObjectNode patchOf(ObjectNode whole) {
        ObjectNode patch = whole.deepCopy();
        patch.remove("required");
        patch.path("properties").forEach(property -> allowNull((ObjectNode) property));
        return patch;
    }

    /** Gives every schema another name, wherever it is used. */
    static void rename(ObjectNode document, UnaryOperator<String> naming) {
        ObjectNode renamed = Json.object();
        all(document).properties().forEach(schema -> {
            if (renamed.has(naming.apply(schema.getKey()))) {
                throw new IllegalStateException("Two schemas would be called " + naming.apply(schema.getKey()));
            }
            renamed.set(naming.apply(schema.getKey()), schema.getValue());
        });
        ((ObjectNode) document.get("components")).set("schemas", Json.sorted(renamed));
        visit(document, object -> {
            String ref = object.path("$ref").asText();
            if (ref.startsWith(REF)) {
                object.put("$ref", REF + naming.apply(ref.substring(REF.length())));
            }
        });
    }

    /** Drops what no operation needs. */
    static void keepUsed(ObjectNode document) {
        Set<String> used = reachable(document, document.path("paths"), null);
        used.addAll(reachable(document, document.path("components").path("responses"), null));
        all(document).retain(used);
    }

    private static Set<String> reachable(ObjectNode document, JsonNode from, String only) {
        Set<String> found = new TreeSet<>();
        Deque<JsonNode> open = new ArrayDeque<>(only == null ? java.util.List.of(from) : from.findValues(only));
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            String ref = node.path("$ref").asText();
            if (ref.startsWith(REF) && found.add(ref.substring(REF.length()))) {
                open.push(all(document).path(ref.substring(REF.length())));
            }
            node.forEach(open::push);
        }
        return found;
    }

    static ObjectNode all(ObjectNode document) {
        return (ObjectNode) document.path("components").path("schemas");
    }

    private static void visit(JsonNode node, java.util.function.Consumer<ObjectNode> visitor) {
        node.forEach(child -> visit(child, visitor));
        if (node instanceof ObjectNode object) {
            visitor.accept(object);
        }
    }

    /** Members by name, in the order of the document. */
    static Map<String, ObjectNode> members(JsonNode object) {
        Map<String, ObjectNode> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), (ObjectNode) member.getValue()));
        return members;
    }
}
