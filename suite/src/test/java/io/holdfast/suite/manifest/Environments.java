package io.holdfast.suite.manifest;

import static io.holdfast.suite.manifest.Manifest.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The environment of a service's container, as Kubernetes would put it together.
 *
 * @param values by key; where a secret has it, only its name: {@code secret:name/key}
 * @param secrets that it takes values from
 */
public record Environments(Map<String, String> values, Set<String> secrets) {

    public static Environments of(Manifest workload, List<Manifest> all) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> secrets = new TreeSet<>();
        JsonNode container = workload.container();
        each(container.path("envFrom")).forEach(source -> values.putAll(configMap(source.path("configMapRef").path("name").asText(), all)));
        each(container.path("env")).forEach(entry -> values.put(entry.path("name").asText(), value(entry, all, secrets)));
        return new Environments(values, secrets);
    }

    private static String value(JsonNode entry, List<Manifest> all, Set<String> secrets) {
        JsonNode secret = entry.path("valueFrom").path("secretKeyRef");
        JsonNode map = entry.path("valueFrom").path("configMapKeyRef");
        if (!secret.isMissingNode()) {
            secrets.add(secret.path("name").asText());
            return "secret:" + secret.path("name").asText() + "/" + secret.path("key").asText();
        }
        return map.isMissingNode() ? entry.path("value").asText()
                : Optional.ofNullable(configMap(map.path("name").asText(), all).get(map.path("key").asText()))
                        .orElseThrow(() -> new IllegalStateException("No such key: " + entry));
    }

    private static Map<String, String> configMap(String name, List<Manifest> all) {
        return Manifest.of("ConfigMap", all).filter(map -> map.name().equals(name)).findFirst()
                .map(map -> Manifest.map(map.json().path("data"))).orElseThrow(() -> new IllegalStateException("No ConfigMap " + name));
    }
}
