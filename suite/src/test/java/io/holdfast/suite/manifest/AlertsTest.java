package io.holdfast.suite.manifest;

import static io.holdfast.suite.manifest.Manifest.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard speak of meters that are described, and every alert says what to do. */
@RenderedTest
@DisplayName("Monitoring")
class AlertsTest {

    private static final Path OPERATING = Kustomize.ROOT.resolve("docs/OPERATING.md");
    private static final Pattern METER = Pattern.compile("\\bholdfast_\\w+?(?=(_bucket|_sum|_count|_max|_total)?\\b(?!_))");

    private final List<Manifest> all = Kustomize.render("components/monitoring");
    private final List<JsonNode> rules = Manifest.of("PrometheusRule", all).flatMap(rule -> each(rule.spec().path("groups")))
            .flatMap(group -> each(group.path("rules"))).toList();

    @Test
    @DisplayName("each alert has an entry in the runbook: what it means, what to look at, what to run")
    void runbook() throws IOException {
        String book = Files.readString(OPERATING);
        assertTrue(rules.size() >= 5, "there are alerts");
        for (JsonNode rule : rules) {
            String name = rule.path("alert").asText();
            int from = book.indexOf("### " + name + "\n");
            assertTrue(from >= 0, name + " has no entry in " + OPERATING);
            int next = book.indexOf("\n##", from + 4);
            String entry = book.substring(from, next < 0 ? book.length() : next);
            for (String part : List.of("**Means**", "**Look at**", "**Run**")) {
                assertTrue(entry.contains(part), name + " lacks " + part);
            }
            assertTrue(rule.path("annotations").path("runbook_url").asText().endsWith("docs/OPERATING.md#" + name.toLowerCase(Locale.ROOT)), name);
        }
        Set<String> headings = Pattern.compile("(?m)^### (Holdfast\\w+)$").matcher(book).results().map(found -> found.group(1)).collect(Collectors.toSet());
        assertEquals(rules.stream().map(rule -> rule.path("alert").asText()).collect(Collectors.toSet()), headings);
    }

    @Test
    @DisplayName("every meter of ours that alerts or dashboard use is described, and every one that is described is used")
    void meters() throws IOException {
        Set<String> used = new TreeSet<>();
        rules.forEach(rule -> used.addAll(meters(rule.path("expr").asText())));
        JsonNode dashboard = new ObjectMapper().readTree(Manifest.of("ConfigMap", all).filter(map -> map.name().equals("holdfast-dashboard"))
                .findFirst().orElseThrow().json().path("data").path("holdfast.json").asText());
        each(dashboard.path("panels")).flatMap(panel -> each(panel.path("targets"))).forEach(target -> used.addAll(meters(target.path("expr").asText())));
        assertEquals(Meters.described(), used);
    }

    private static Set<String> meters(String expression) {
        return METER.matcher(expression).results().map(found -> found.group()).collect(Collectors.toSet());
    }
}
