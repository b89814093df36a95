package io.holdfast.suite.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.secrets.ClusterSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What manifests set is what services read. */
@RenderedTest
@DisplayName("Configuration in manifests")
class ConfigurationTest {

    private static final Pattern ROW = Pattern.compile("(?m)^## (.+)$|^\\| `(HOLDFAST_\\w+)` \\| [^|]* \\| ([^|]*) \\|");
    /** Not ours: the JVM's own, and parts of a value that is put together from a secret. */
    private static final Set<String> OTHERS = Set.of("JAVA_TOOL_OPTIONS", "BROKER_USER", "BROKER_PASSWORD");

    static List<String> everything() {
        return Kustomize.everything().toList();
    }

    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName("names only keys that the service has")
    void keys_exist(String what) throws IOException {
        for (Manifest workload : ours(what)) {
            Set<String> set = new TreeSet<>(Environments.of(workload, Kustomize.render(what)).values().keySet());
            set.removeAll(OTHERS);
            set.removeAll(keys(workload, false));
            assertEquals(Set.of(), set, what + " " + workload + " sets what its service doesn't read");
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName("sets every key that is required")
    void required_keys_are_set(String what) throws IOException {
        for (Manifest workload : ours(what)) {
            Set<String> missing = new TreeSet<>(keys(workload, true));
            missing.removeAll(Environments.of(workload, Kustomize.render(what)).values().keySet());
            assertEquals(Set.of(), missing, what + " " + workload);
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName("takes secrets from secrets that somebody makes, and has none in itself")
    void secrets_exist(String what) {
        List<Manifest> all = Kustomize.render(what);
        Set<String> made = new TreeSet<>(ClusterSecrets.generate("smtp://localhost").keySet());
        if (Manifest.of("ExternalSecret", all).findAny().isPresent()) {
            // All that a vault must have, and what the topology operator makes of users.
            assertEquals(made, Manifest.of("ExternalSecret", all).map(Manifest::name).collect(Collectors.toSet()));
        }
        Stream.concat(Manifest.of("User", all).map(user -> user.name() + "-user-credentials"), Manifest.of("Secret", all).map(Manifest::name))
                .forEach(made::add);
        boolean withBroker = Manifest.of("User", all).findAny().isPresent() || what.startsWith("overlays/");
        for (Manifest workload : ours(what)) {
            Environments environment = Environments.of(workload, all);
            Set<String> missing = new TreeSet<>(environment.secrets());
            missing.removeAll(made);
            missing.removeIf(name -> !withBroker && name.endsWith("-broker-user-credentials"));
            assertEquals(Set.of(), missing, what + " " + workload);
            if (workload.kind().equals("Deployment")) {
                environment.values().forEach((key, value) -> assertTrue(!key.matches(".*(PASSWORD|_KEY|_KEYS)$") || value.startsWith("secret:"), workload + " shows " + key));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName("sends each service to where the others are")
    void addresses(String what) {
        List<Manifest> all = Kustomize.render(what);
        for (Manifest workload : ours(what)) {
            Environments.of(workload, all).values().forEach((key, value) -> {
                if (key.startsWith("HOLDFAST_PEERS_")) {
                    Manifest peer = Manifest.of("Service", all).filter(service -> key.endsWith("_" + service.name().toUpperCase())).findFirst().orElseThrow();
                    assertEquals("http://" + peer.name() + ":" + peer.spec().path("ports").path(0).path("port").asInt(), value);
                }
            });
        }
    }

    private static List<Manifest> ours(String what) {
        return Kustomize.render(what).stream().filter(Manifest::isOurs).toList();
    }

    /** By the reference, which a test of its own compares with the code. */
    private static Set<String> keys(Manifest workload, boolean required) throws IOException {
        Map<String, Set<String>> bySection = new HashMap<>();
        Matcher rows = ROW.matcher(Files.readString(Kustomize.ROOT.resolve("docs/CONFIGURATION.md")));
        String section = "";
        while (rows.find()) {
            if (rows.group(1) != null) {
                section = rows.group(1);
            } else if (!required || rows.group(3).contains("**required**")) {
                bySection.computeIfAbsent(section, none -> new TreeSet<>()).add(rows.group(2));
            }
        }
        Set<String> keys = new TreeSet<>(bySection.get("Every service"));
        keys.addAll(bySection.getOrDefault(workload.service(), bySection.getOrDefault(workload.service() + "-service", Set.of())));
        assertTrue(keys.size() > 5, "the reference can't be read");
        return keys;
    }
}
