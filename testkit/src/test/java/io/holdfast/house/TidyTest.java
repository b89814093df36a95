package io.holdfast.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that keep the house tidy, over the sources of every module. Each finding names its remedy. */
class TidyTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final int LONGEST_FILE = 400;

    /** What is banned, and what to do instead. */
    private static final Map<Pattern, String> BANNED = new TreeMap<>(java.util.Comparator.comparing(Pattern::pattern));

    static {
        ban("Thread\\.sleep\\(", "wait for the condition: a timer in services, Awaitility in tests");
        ban("await\\(\\)\\.indefinitely", "give every wait an end: await().atMost(…)");
        ban("\\b(Instant|LocalDate|LocalDateTime|OffsetDateTime|ZonedDateTime)\\.now\\(", "time is holdfast_now() or a parameter");
        ban("catch \\([^)]*\\) *\\{\\s*\\}", "say why nothing is to be done, or do it");
        ban("\\b(TODO|FIXME|XXX)\\b", "do it, or open an issue");
        ban("@Disabled", "mend the test, or delete it");
        ban("System\\.(out|err)\\.print", "log in services; only the launcher talks to a terminal");
        ban("\\bimport lombok\\.", "write a record");
    }

    private static void ban(String pattern, String remedy) {
        BANNED.put(Pattern.compile(pattern), remedy);
    }

    @Test
    void nothing_banned() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            BANNED.forEach((pattern, remedy) -> {
                if (pattern.matcher(text).find() && !isExempt(file, pattern)) {
                    findings.add(name(file) + ": " + pattern.pattern() + " → " + remedy);
                }
            });
        }
        assertEquals(List.of(), findings);
    }

    @Test
    void no_file_is_too_long_to_read() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : sources()) {
            long lines = Files.readString(file).lines().count();
            if (lines > LONGEST_FILE) {
                findings.add(name(file) + " has " + lines + " lines → split it by what changes together");
            }
        }
        assertEquals(List.of(), findings);
    }

    @Test
    void every_package_says_what_it_is_for() throws IOException {
        Set<String> findings = new TreeSet<>();
        for (Path file : sources()) {
            if (file.toString().contains("src/main/java") && !Files.exists(file.resolveSibling("package-info.java"))) {
                findings.add(name(file.getParent()) + " → a package-info.java with one sentence");
            }
        }
        assertEquals(Set.of(), findings);
    }

    @Test
    void names_say_a_job() throws IOException {
        Set<String> noNames = Set.of("common", "shared", "util", "utils", "core", "base", "helper", "helpers", "manager", "impl", "misc");
        Set<String> findings = new TreeSet<>();
        for (Path file : sources()) {
            for (Path part : ROOT.relativize(file.getParent())) {
                if (noNames.contains(part.toString())) {
                    findings.add(name(file.getParent()) + " → call it by what it does");
                }
            }
        }
        assertEquals(Set.of(), findings);
    }

    /** Where the database shows a transaction the rows of one merchant, one class begins them and says whose. */
    @Test
    void whose_rows_a_transaction_is_about_is_said_in_one_place() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : sources()) {
            boolean isOfOneMerchant = List.of("catalog-service", "allocation-service", "notification-service")
                    .contains(ROOT.relativize(file).getName(0).toString());
            if (isOfOneMerchant && file.toString().contains("src/main/java") && Files.readString(file).contains(".sqlclient.Pool;")) {
                findings.add(name(file) + " → Transactions: of(merchant, …), and ofAllMerchants(…) for the service's own work");
            }
        }
        assertEquals(List.of(), findings);
    }

    /** The one place where a banned thing is right. */
    private static boolean isExempt(Path file, Pattern pattern) {
        boolean isThis = file.getFileName().toString().equals("TidyTest.java");
        boolean isConsole = pattern.pattern().startsWith("System") && file.toString().contains("/suite/src/main/");
        return isThis || isConsole;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 20)) {
            return files.filter(f -> f.toString().endsWith(".java")).filter(f -> !f.toString().contains("/target/")).sorted().toList();
        }
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString();
    }
}
