package io.holdfast.service.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.service.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** JSON merge patches (RFC 7396): an absent member stays as it is, null removes, objects are merged, all else is replaced. */
@ApplicationScoped
public class MergePatch {

    private final ObjectMapper json;

    MergePatch(ObjectMapper json) {
        this.json = json;
    }

    /** The members to change, as a body names them. */
    public ObjectNode read(String body) {
        try {
            JsonNode changes = json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readTree(body == null ? "" : body);
            if (changes instanceof ObjectNode members) {
                return members;
            }
            throw Problem.invalid("", "must be a JSON object with the members to change");
        } catch (JsonProcessingException e) {
            throw Problem.of(e);
        }
    }

    /**
     * The state after the patch, read as strictly as a new one: unknown members and wrong forms are refused.
     *
     * @param current the members that may be edited, as they are
     * @param readOnly members that a GET gives as well; accepted and ignored
     */
    public <T> T apply(T current, String patch, Class<T> type, Set<String> readOnly) {
        return apply(current, read(patch), type, readOnly);
    }

    /** The same with members that were read before; they are left as they are. */
    public <T> T apply(T current, ObjectNode changes, Class<T> type, Set<String> readOnly) {
        ObjectNode editable = json.createObjectNode();
        changes.properties().stream().filter(change -> !readOnly.contains(change.getKey()))
                .forEach(change -> editable.set(change.getKey(), change.getValue()));
        try {
            return json.treeToValue(merge(json.valueToTree(current), editable), type);
        } catch (JsonProcessingException e) {
            throw Problem.of(e);
        }
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode changes) {
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                target.putNull(change.getKey());
            } else if (change.getValue() instanceof ObjectNode members) {
                ObjectNode before = target.get(change.getKey()) instanceof ObjectNode object ? object : target.objectNode();
                target.set(change.getKey(), merge(before, members));
            } else {
                target.set(change.getKey(), change.getValue());
            }
        });
        return target;
    }
}
