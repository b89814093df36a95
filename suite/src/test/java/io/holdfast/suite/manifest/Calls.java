package io.holdfast.suite.manifest;

import io.holdfast.contracts.Subscribers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which service calls which over HTTP, read from the sources: who names a peer, asks {@code StockQuestions}, or makes a change
 * whose events are handed over by the table in {@code Handover}; and the gateway, which forwards to all that its table names.
 */
final class Calls {

    private static final Map<String, String> MODULES = Map.of("gateway", "gateway", "catalog", "catalog-service", "stock", "stock-service",
            "allocation", "allocation-service", "notification", "notification-service");
    private static final Pattern PEER = Pattern.compile("\\bPeer\\.([A-Z]+)\\b");
    private static final Pattern HANDED_OVER = Pattern.compile("EventTypes\\.(\\w+), Set\\.of\\(([^)]*)\\)");
    private static final Pattern TYPE = Pattern.compile("EventTypes\\.(\\w+)");
    private static final Pattern TARGET = Pattern.compile("line\\(\"[^\"]+\", ([A-Z]+)");

    private Calls() {}

    static Map<String, Set<String>> bySource() {
        Map<String, Set<String>> calls = new TreeMap<>();
        Map<String, Set<String>> handover = handover();
        MODULES.forEach((service, module) -> {
            String text = source(module);
            Set<String> called = found(PEER, text);
            if (text.contains("StockQuestions")) {
                called.add("stock");
            }
            if (text.contains("Changes ") || text.contains("Handover ")) {
                found(TYPE, text).stream().filter(type -> !listensTo(service, type)).forEach(type -> called.addAll(handover.getOrDefault(type, Set.of())));
            }
            called.addAll(found(TARGET, text));
            called.remove(service);
            calls.put(service, called);
        });
        // Whether each part is ready is asked of every one.
        calls.get("gateway").addAll(MODULES.keySet().stream().filter(name -> !name.equals("gateway")).toList());
        return calls;
    }

    private static boolean listensTo(String service, String type) {
        return Subscribers.typesOf(service).stream().anyMatch(name -> name.contains("." + type.replace('_', '-') + "."));
    }

    private static Map<String, Set<String>> handover() {
        Matcher rows = HANDED_OVER.matcher(source("messaging/src/main/java/io/holdfast/messaging/Handover.java"));
        Map<String, Set<String>> table = new TreeMap<>();
        while (rows.find()) {
            table.put(rows.group(1).toLowerCase(Locale.ROOT), found(PEER, rows.group(2)));
        }
        return table;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1).toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A file, or all main sources of a module. */
    private static String source(String path) {
        Path root = Kustomize.ROOT.resolve(path);
        Path from = Files.isDirectory(root) ? root.resolve("src/main/java") : root;
        try (Stream<Path> files = Files.walk(from)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(file -> file.toString().endsWith(".java")).sorted().toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
