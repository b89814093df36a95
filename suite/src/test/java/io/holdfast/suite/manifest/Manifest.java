package io.holdfast.suite.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One rendered resource. */
public record Manifest(JsonNode json) {

    String kind() {
        return json.path("kind").asText();
    }

    public String name() {
        return json.path("metadata").path("name").asText();
    }

    JsonNode spec() {
        return json.path("spec");
    }

    /** Whether it makes pods. */
    boolean isWorkload() {
        return List.of("Deployment", "Job", "StatefulSet").contains(kind());
    }

    /** Whether it runs one of our services: those take their configuration from the environment. */
    boolean isOurs() {
        return isWorkload() && container().path("image").asText().contains("holdfast/");
    }

    JsonNode podTemplate() {
        return spec().path("template");
    }

    JsonNode pod() {
        return podTemplate().path("spec");
    }

    JsonNode container() {
        return pod().path("containers").path(0);
    }

    /** The service whose pods these are; a migration's is the service that is migrated. */
    String service() {
        return name().replace("-migrations", "");
    }

    Map<String, String> podLabels() {
        return map(podTemplate().path("metadata").path("labels"));
    }

    static Map<String, String> map(JsonNode object) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext();) {
            Map.Entry<String, JsonNode> field = fields.next();
            entries.put(field.getKey(), field.getValue().asText());
        }
        return entries;
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    public static Stream<Manifest> of(String kind, List<Manifest> all) {
        return all.stream().filter(manifest -> manifest.kind().equals(kind));
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
