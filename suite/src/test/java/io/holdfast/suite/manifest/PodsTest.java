package io.holdfast.suite.manifest;

import static io.holdfast.suite.manifest.Manifest.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pod asks for no more than it needs, and everything that selects pods finds them. */
@RenderedTest
@DisplayName("Pods")
class PodsTest {

    private static final Set<String> SERVICES = Set.of("gateway", "catalog", "stock", "allocation", "notification");

    static List<String> everything() {
        return Kustomize.everything().toList();
    }

    static Stream<Manifest> workloads(String what) {
        return Kustomize.render(what).stream().filter(Manifest::isWorkload);
    }

    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName("are restricted: no root, no rights, a root file system that can't be written, no key to the cluster")
    void restricted(String what) {
        workloads(what).forEach(workload -> {
            JsonNode pod = workload.pod();
            assertFalse(pod.path("automountServiceAccountToken").asBoolean(true), workload + " has a token");
            assertTrue(pod.path("securityContext").path("runAsNonRoot").asBoolean(), workload + " may be root");
            assertEquals("RuntimeDefault", pod.path("securityContext").path("seccompProfile").path("type").asText(), workload.toString());
            each(pod.path("containers")).map(container -> container.path("securityContext")).forEach(security -> {
                assertFalse(security.path("allowPrivilegeEscalation").asBoolean(true), workload.toString());
                assertTrue(security.path("readOnlyRootFilesystem").asBoolean(), workload.toString());
                assertEquals("ALL", security.path("capabilities").path("drop").path(0).asText(), workload.toString());
            });
        });
    }

    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName("have pinned images, requests and limits")
    void pinned_and_limited(String what) {
        workloads(what).forEach(workload -> each(workload.pod().path("containers")).forEach(container -> {
            String image = container.path("image").asText();
            assertTrue(image.matches(".+(:[0-9][^:/]*|@sha256:[0-9a-f]{64})$"), workload + " has the image " + image);
            JsonNode resources = container.path("resources");
            assertTrue(resources.path("requests").has("cpu") && resources.path("requests").has("memory"), workload + " requests nothing");
            assertEquals(resources.path("requests").path("memory"), resources.path("limits").path("memory"),
                    workload + ": a heap that is sized by a limit needs that memory to be there");
        }));
    }

    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName("are selected by what means them")
    void selectors_match(String what) {
        List<Manifest> all = Kustomize.render(what);
        List<Manifest> workloads = workloads(what).toList();
        for (Manifest workload : workloads.stream().filter(workload -> workload.kind().equals("Deployment")).toList()) {
            assertTrue(selects(workload.spec().path("selector").path("matchLabels"), workload), workload + " doesn't select its own pods");
            each(workload.pod().path("topologySpreadConstraints")).forEach(spread ->
                    assertTrue(selects(spread.path("labelSelector").path("matchLabels"), workload), workload + " spreads others"));
        }
        Manifest.of("Service", all).forEach(service -> {
            List<Manifest> found = workloads.stream().filter(workload -> selects(service.spec().path("selector"), workload)).toList();
            assertEquals(1, found.size(), service + " selects " + found);
            Set<String> ports = each(found.get(0).container().path("ports")).map(port -> port.path("name").asText()).collect(Collectors.toSet());
            each(service.spec().path("ports")).forEach(port -> assertTrue(ports.contains(port.path("targetPort").asText()), service.toString()));
        });
        Manifest.of("PodDisruptionBudget", all).forEach(budget -> assertEquals(1, workloads.stream()
                .filter(workload -> selects(budget.spec().path("selector").path("matchLabels"), workload)).count(), budget.toString()));
        Stream.concat(Manifest.of("HorizontalPodAutoscaler", all), Manifest.of("ScaledObject", all)).forEach(scaler -> {
            String target = scaler.spec().path("scaleTargetRef").path("name").asText();
            assertTrue(workloads.stream().anyMatch(workload -> workload.name().equals(target) && workload.kind().equals("Deployment")), scaler.toString());
        });
    }

    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName("of all five services are there, each with its budget and spread; nothing has two autoscalers")
    void every_service(String what) {
        List<Manifest> all = Kustomize.render(what);
        assertEquals(SERVICES, ours(what).map(Manifest::name).collect(Collectors.toSet()));
        assertEquals(SERVICES, Manifest.of("PodDisruptionBudget", all).map(Manifest::name).collect(Collectors.toSet()));
        ours(what).forEach(service -> assertEquals(2, service.pod().path("topologySpreadConstraints").size(), service.toString()));
        Map<String, Long> scalers = Stream.concat(Manifest.of("HorizontalPodAutoscaler", all), Manifest.of("ScaledObject", all))
                .collect(Collectors.groupingBy(scaler -> scaler.spec().path("scaleTargetRef").path("name").asText(), Collectors.counting()));
        assertTrue(scalers.keySet().containsAll(Set.of("gateway", "stock")), scalers.toString());
        scalers.forEach((target, count) -> assertEquals(1, count, target));
        ours(what).filter(service -> scalers.containsKey(service.name()))
                .forEach(service -> assertFalse(service.spec().has("replicas"), service + " fixes what its autoscaler decides"));
    }

    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName("are probed at named ports, and have time to stop")
    void probed(String what) {
        ours(what).forEach(service -> {
            Set<String> ports = each(service.container().path("ports")).map(port -> port.path("name").asText()).collect(Collectors.toSet());
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                JsonNode get = service.container().path(probe).path("httpGet");
                assertEquals("management", get.path("port").asText(), service + " " + probe);
                assertTrue(ports.contains("management"), service.toString());
                assertTrue(Probes.paths().contains(get.path("path").asText()), service + " " + probe + " is not one that the journey asks");
            }
            Map<String, String> values = Environments.of(service, Kustomize.render(what)).values();
            int stop = seconds(values.get("HOLDFAST_HTTP_STOP_DELAY")) + seconds(values.get("HOLDFAST_HTTP_STOP_TIMEOUT"));
            assertTrue(service.pod().path("terminationGracePeriodSeconds").asInt() > stop, service + " is killed while it stops");
            assertTrue(seconds(values.get("HOLDFAST_HTTP_STOP_DELAY")) > 0, service + " stops before anybody knows");
        });
    }

    private static Stream<Manifest> ours(String what) {
        return workloads(what).filter(workload -> workload.isOurs() && workload.kind().equals("Deployment"));
    }

    private static boolean selects(JsonNode labels, Manifest workload) {
        return !labels.isEmpty() && workload.podLabels().entrySet().containsAll(Manifest.map(labels).entrySet());
    }

    private static int seconds(String duration) {
        return Integer.parseInt(duration.replace("s", ""));
    }
}
