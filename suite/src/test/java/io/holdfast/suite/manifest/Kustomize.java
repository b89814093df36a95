package io.holdfast.suite.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Renders what stands in k8s/ as {@code kubectl apply -k} would. */
public final class Kustomize {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    static final Path K8S = ROOT.resolve("k8s");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final List<List<String>> PROGRAMS = List.of(List.of("kubectl", "kustomize"), List.of("kustomize", "build"));
    private static final Map<Path, List<Manifest>> RENDERED = new ConcurrentHashMap<>();
    private static final Optional<List<String>> PROGRAM = PROGRAMS.stream().filter(program -> knowsComponents(program.get(0))).findFirst();

    private Kustomize() {}

    /** Whether it is there; where the environment demands it (as CI does) its absence is a failure. */
    public static boolean available() {
        if (PROGRAM.isEmpty() && Boolean.parseBoolean(System.getenv("HOLDFAST_TEST_MANIFESTS"))) {
            throw new IllegalStateException("Neither kubectl (1.27 or newer) nor kustomize (5 or newer) is installed, and HOLDFAST_TEST_MANIFESTS demands one");
        }
        return PROGRAM.isPresent();
    }

    /** Overlays and the base by their path, and every component on top of the base. */
    static Stream<String> everything() {
        return Stream.concat(Stream.of("base", "overlays/local", "overlays/production"), components().map(name -> "components/" + name));
    }

    static Stream<String> components() {
        try (Stream<Path> folders = Files.list(K8S.resolve("components"))) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Manifest> render(String what) {
        Path folder = what.startsWith("components/") ? onTheBase(what) : K8S.resolve(what);
        return RENDERED.computeIfAbsent(folder, Kustomize::run);
    }

    private static Path onTheBase(String component) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "k8s", component.replace('/', '-')).toAbsolutePath());
            Files.writeString(folder.resolve("kustomization.yaml"), """
                    apiVersion: kustomize.config.k8s.io/v1beta1
                    kind: Kustomization
                    resources: [%s]
                    components: [%s]
                    """.formatted(folder.relativize(K8S.resolve("base")), folder.relativize(K8S.resolve(component))));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Manifest> run(Path folder) {
        List<String> command = Stream.concat(PROGRAM.orElseThrow().stream(), Stream.of(folder.toString())).toList();
        try {
            Path errors = Files.createTempFile("kustomize-", ".err");
            Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String complaint = process.waitFor(60, TimeUnit.SECONDS) ? Files.readString(errors) : "it did not end";
            Files.delete(errors);
            if (!complaint.isBlank() || process.exitValue() != 0) {
                throw new IllegalStateException(folder + " can't be rendered: " + complaint);
            }
            return parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static List<Manifest> parse(String yaml) throws IOException {
        try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll().stream().map(Manifest::new).toList();
        }
    }

    /** Debian's kubectl of old carries a kustomize that knows no components. */
    private static boolean knowsComponents(String program) {
        try {
            Process process = new ProcessBuilder(program, "version", program.equals("kubectl") ? "--client" : "--short")
                    .redirectErrorStream(true).start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(30, TimeUnit.SECONDS) && (version.contains("Kustomize Version: v5") || version.contains("v5."));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
