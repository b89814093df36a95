package io.holdfast.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.house.ConfigurationKeys.Key;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The reference of all keys is what the code declares, and the code reads nothing that it does not declare. */
@DisplayName("Configuration")
class ConfigurationReferenceTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path REFERENCE = ROOT.resolve("docs/CONFIGURATION.md");
    private static final List<String> SERVICES = List.of("gateway", "catalog-service", "stock-service", "allocation-service", "notification-service");
    private static final Path DEFAULTS = ROOT.resolve("service-defaults/src/main/resources/META-INF/microprofile-config.properties");
    private static final Pattern INJECTED = Pattern.compile("@ConfigProperty\\(\\s*name = \"(holdfast\\.[^\"]+)\"([^)]*)\\)");
    /** A service's own name, which is no setting. */
    private static final String NAME = "holdfast.service";

    private static List<Path> sources;
    private static List<Key> keys;

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            sources = files.filter(file -> file.toString().endsWith(".java") && file.toString().contains("/src/main/java/")).sorted().toList();
        }
        keys = ConfigurationKeys.in(ROOT, sources);
    }

    @Test
    @DisplayName("the reference is up to date (-Dholdfast.write-reference=true writes it)")
    void the_reference_is_up_to_date() throws IOException {
        String generated = reference();
        if (Boolean.getBoolean("holdfast.write-reference")) {
            Files.writeString(REFERENCE, generated);
        }
        assertEquals(generated, Files.exists(REFERENCE) ? Files.readString(REFERENCE) : "", "run this test with -Dholdfast.write-reference=true");
    }

    @Test
    @DisplayName("every key has a description")
    void every_key_is_described() {
        assertEquals(List.of(), keys.stream().filter(key -> key.description().isBlank()).map(Key::property).toList());
    }

    @Test
    @DisplayName("what is injected is declared in a @ConfigMapping, with its default there")
    void what_is_injected_is_declared() throws IOException {
        Set<String> declared = keys.stream().map(Key::property).collect(Collectors.toSet());
        Set<String> findings = new TreeSet<>();
        for (Path file : sources) {
            Matcher injected = INJECTED.matcher(Files.readString(file));
            while (injected.find()) {
                if (!injected.group(1).equals(NAME) && !declared.contains(injected.group(1))) {
                    findings.add(injected.group(1) + " → declare it in a @ConfigMapping interface beside " + file.getFileName());
                }
                if (injected.group(2).contains("defaultValue")) {
                    findings.add(injected.group(1) + " → move its default to @WithDefault of its @ConfigMapping");
                }
            }
        }
        assertEquals(Set.of(), findings);
    }

    @Test
    @DisplayName("no secret has a default")
    void no_secret_has_a_default() throws IOException {
        for (Key key : keys) {
            if (key.property().matches(".*(password|signing-key|operator\\.key|rabbitmq\\.url)$")) {
                assertEquals("**required**", value(key), key.property());
            }
        }
    }

    private static String reference() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Configuration

                Every key that an operator may set, as an environment variable. This page is generated from the typed configuration
                in the code, and a test compares the two. A service that lacks a **required** key refuses to start and names it, by
                its property: `holdfast.postgres.password` is `HOLDFAST_POSTGRES_PASSWORD`. No secret has a default.
                """);
        section(text, "Every service", Set.of("service-defaults", "messaging"));
        for (String service : SERVICES) {
            section(text, service, Set.of(service));
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String title, Set<String> modules) throws IOException {
        List<Key> own = keys.stream().filter(key -> modules.contains(key.module())).toList();
        if (own.isEmpty()) {
            return;
        }
        text.append("\n## ").append(title).append("\n\n| key | kind | default | what it sets |\n|---|---|---|---|\n");
        for (Key key : own) {
            text.append("| `").append(key.environment()).append("` | ").append(key.kind()).append(" | ").append(value(key))
                    .append(" | ").append(key.description().replace("|", "\\|")).append(" |\n");
        }
    }

    /** As the reference shows it: the code's, the suite's, and where services differ each one's own. */
    private static String value(Key key) throws IOException {
        Optional<String> all = key.value().or(() -> in(DEFAULTS, key.property()));
        String own = SERVICES.stream()
                .flatMap(service -> in(ROOT.resolve(service).resolve("src/main/resources/application.properties"), key.property())
                        .map(value -> service.replace("-service", "") + " `" + value + "`").stream())
                .collect(Collectors.joining(", "));
        if (all.isEmpty() && own.isEmpty()) {
            return key.optional() ? "none" : "**required**";
        }
        return Stream.of(all.map(value -> "`" + value + "`").orElse(""), own).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    private static Optional<String> in(Path file, String property) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return Optional.ofNullable(properties.getProperty(property));
    }
}
