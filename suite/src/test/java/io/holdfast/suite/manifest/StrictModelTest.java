package io.holdfast.suite.manifest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No manifest has a field that its kind doesn't know: the cluster would ignore it, or refuse the manifest. */
@RenderedTest
@DisplayName("Manifests")
class StrictModelTest {

    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class), Map.entry("v1/ConfigMap", ConfigMap.class), Map.entry("v1/Secret", Secret.class),
            Map.entry("v1/Service", Service.class), Map.entry("apps/v1/Deployment", Deployment.class), Map.entry("batch/v1/Job", Job.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class), Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("gateway.networking.k8s.io/v1/Gateway", Gateway.class), Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
            Map.entry("monitoring.coreos.com/v1/PodMonitor", PodMonitor.class),
            Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class));

    /** The models keep what they don't know in a map; without that map it is an error. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static List<String> everything() {
        return Kustomize.everything().toList();
    }

    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName("have no unknown field")
    void no_unknown_field(String what) throws IOException {
        Set<String> operators = fieldsOfOperators();
        List<Manifest> all = Kustomize.render(what);
        assertTrue(all.size() > 10, what + " renders next to nothing");
        for (Manifest manifest : all) {
            Class<?> model = MODELS.get(type(manifest));
            if (model != null) {
                assertDoesNotThrow(() -> STRICT.treeToValue(manifest.json(), model), what + " " + manifest);
            } else {
                Set<String> unknown = new TreeSet<>(paths(manifest));
                unknown.removeAll(operators);
                assertEquals(Set.of(), unknown, what + " " + manifest + ": not in operator-fields.txt; check it against the operator's documentation");
            }
        }
    }

    @Test
    @DisplayName("with an unknown field are found out")
    void an_unknown_field_is_found() {
        Manifest deployment = Manifest.of("Deployment", Kustomize.render("base")).findFirst().orElseThrow();
        JsonNode wrong = deployment.json().deepCopy();
        ((ObjectNode) wrong.path("spec").path("template").path("spec").path("containers").path(0)).put("readinesProbe", "x");
        assertThrows(UnrecognizedPropertyException.class, () -> STRICT.treeToValue(wrong, Deployment.class));
    }

    private static String type(Manifest manifest) {
        return manifest.json().path("apiVersion").asText() + "/" + manifest.kind();
    }

    /** Kinds of operators have no model in a library; what we use of them was looked up, and is listed. */
    private static Set<String> fieldsOfOperators() throws IOException {
        try (var list = StrictModelTest.class.getResourceAsStream("operator-fields.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> paths(Manifest manifest) {
        List<String> found = new ArrayList<>();
        manifest.json().fields().forEachRemaining(field -> {
            if (!Set.of("apiVersion", "kind", "metadata").contains(field.getKey())) {
                walk(field.getValue(), field.getKey(), found);
            }
        });
        return found.stream().map(path -> type(manifest) + " " + path).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void walk(JsonNode node, String path, List<String> found) {
        if (node.isObject()) {
            node.fields().forEachRemaining(field -> walk(field.getValue(), path + "." + field.getKey(), found));
        } else if (node.isArray()) {
            node.forEach(element -> walk(element, path + "[]", found));
        } else {
            found.add(path);
        }
    }
}
