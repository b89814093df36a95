package io.holdfast.suite.manifest;

import static io.holdfast.suite.manifest.Manifest.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Policies allow exactly the calls that the services make: at both ends, and no other. */
@RenderedTest
@DisplayName("Network policies")
class NetworkPoliciesTest {

    private static final String NAME = "app.kubernetes.io/name";
    private final List<Manifest> all = Kustomize.render("overlays/production");
    private final Map<String, Set<String>> calls = Calls.bySource();

    @Test
    @DisplayName("are derived from calls that are known to exist")
    void the_sources_can_be_read() {
        assertEquals(Set.of("allocation", "catalog", "notification", "stock"), calls.get("gateway"));
        assertTrue(calls.get("catalog").contains("stock") && calls.get("allocation").contains("stock"), calls.toString());
    }

    @Test
    @DisplayName("let out each call that is made, and no other")
    void egress() {
        assertEquals(calls, byService(policy -> named(policy.spec().path("egress"), "to")));
    }

    @Test
    @DisplayName("let in each call that is made, and no other")
    void ingress() {
        Map<String, Set<String>> callers = new TreeMap<>();
        calls.keySet().forEach(service -> callers.put(service, calls.entrySet().stream()
                .filter(call -> call.getValue().contains(service)).map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new))));
        assertEquals(callers, byService(policy -> named(policy.spec().path("ingress"), "from")));
    }

    @Test
    @DisplayName("name the ports that services listen at")
    void ports() {
        Map<String, Integer> ports = Manifest.of("Service", all)
                .collect(Collectors.toMap(Manifest::name, service -> service.spec().path("ports").path(0).path("port").asInt()));
        Manifest.of("NetworkPolicy", all).flatMap(policy -> each(policy.spec().path("egress"))).forEach(rule ->
                each(rule.path("to")).map(NetworkPoliciesTest::name).filter(ports::containsKey).forEach(peer ->
                        assertEquals(ports.get(peer), rule.path("ports").path(0).path("port").asInt(), peer)));
    }

    @Test
    @DisplayName("forbid what they don't allow, for every pod")
    void nothing_else() {
        Manifest general = Manifest.of("NetworkPolicy", all).filter(policy -> policy.name().equals("every-pod")).findFirst().orElseThrow();
        assertTrue(general.spec().path("podSelector").isEmpty() && general.spec().path("policyTypes").size() == 2);
        assertTrue(general.spec().path("ingress").isMissingNode(), "nothing comes in by the policy for all");
        Manifest.of("NetworkPolicy", all).filter(policy -> !policy.name().equals("gateway")).forEach(policy ->
                each(policy.spec().path("ingress")).forEach(rule -> assertTrue(rule.path("from").size() > 0, policy + " lets anybody in")));
    }

    private Map<String, Set<String>> byService(java.util.function.Function<Manifest, Set<String>> of) {
        Map<String, Set<String>> found = new TreeMap<>();
        Manifest.of("NetworkPolicy", all).filter(policy -> calls.containsKey(policy.name())).forEach(policy -> {
            assertEquals(policy.name(), policy.spec().path("podSelector").path("matchLabels").path(NAME).asText());
            found.put(policy.name(), of.apply(policy));
        });
        return found;
    }

    private static Set<String> named(JsonNode rules, String end) {
        return each(rules).flatMap(rule -> each(rule.path(end))).map(NetworkPoliciesTest::name).filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(JsonNode peer) {
        return peer.path("podSelector").path("matchLabels").path(NAME).asText();
    }
}
