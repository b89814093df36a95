package io.holdfast.suite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.launch.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code ./mvnw -Pimages -DskipTests verify} ends with these, whatever the base. */
@EnabledIfSystemProperty(named = "holdfast.images", matches = "true", disabledReason = "no images were made")
@DisplayName("Images")
class ImagesTest {

    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int SPECIAL = 06000;
    private static final long OF_A_RELEASE = 2L << 20;
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path root;

    @ParameterizedTest
    @EnumSource(Service.class)
    @DisplayName("run as a user with a number that is not root's, the one that the manifests demand")
    void user(Service service) throws IOException {
        String manifests = Files.readString(Path.of("..", "k8s", "base", "every-pod.yaml"));
        String user = Image.of(service).config().path("config").path("User").asText();
        assertEquals("185:185", user);
        assertTrue(manifests.contains("runAsUser: 185") && manifests.contains("runAsGroup: 185"));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    @DisplayName("hold nothing that their user may change, and nothing that makes somebody else of them")
    void read_only(Service service) {
        Image image = Image.of(service);
        assertTrue(image.files().size() > 100, "libraries are in it");
        for (Image.Entry file : image.files()) {
            assertEquals(0, file.user() + file.group(), file.path());
            assertEquals(0, file.mode() & (WRITABLE_BY_OTHERS | SPECIAL), () -> file.path() + " " + Integer.toOctalString(file.mode()));
        }
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    @DisplayName("start the service: unpacked, it looks for its settings and names the first that is missing")
    void start(Service service) throws IOException, InterruptedException {
        Image image = Image.of(service);
        image.unpack(root);
        List<String> command = new ArrayList<>();
        image.config().path("config").path("Entrypoint").forEach(word -> command.add(word.asText()));
        assertEquals("java", command.get(0), "the base has one");
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.replaceAll(word -> word.startsWith("/app") ? root.resolve(word.substring(1)).toString() : word);
        Path log = root.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                .directory(root.resolve(image.config().path("config").path("WorkingDir").asText().substring(1)).toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("HOLDFAST_") || key.startsWith("QUARKUS_"));
        Process process = builder.start();
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it ends");
        assertNotEquals(0, process.exitValue());
        assertTrue(Files.readString(log).contains("holdfast."), () -> "it names a setting: " + command);
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    @DisplayName("have libraries in layers of their own, so that a release moves little")
    void layers(Service service) {
        List<Image.Layer> layers = Image.of(service).layers();
        Image.Layer libraries = layers.stream().filter(layer -> layer.files().stream().anyMatch(file -> file.path().contains("vertx-core"))).findFirst().orElseThrow();
        assertTrue(libraries.files().stream().noneMatch(file -> file.path().contains("io.holdfast") || file.path().contains(service.module())),
                "nothing of ours is among the libraries of others");
        assertTrue(layers.stream().filter(layer -> layer != libraries).mapToLong(Image.Layer::bytes).sum() < 20 * OF_A_RELEASE);
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    @DisplayName("have no setting of ours in them, name their ports, and are the same for the same sources")
    void metadata(Service service) {
        JsonNode whole = Image.of(service).config();
        whole.path("config").path("Env").forEach(entry -> assertFalse(entry.asText().startsWith("HOLDFAST_"), entry.asText()));
        List<String> ports = new ArrayList<>();
        whole.path("config").path("ExposedPorts").fieldNames().forEachRemaining(ports::add);
        assertTrue(ports.contains("9000/tcp") && ports.size() == 2, ports::toString);
        assertEquals("1970-01-01T00:00:00Z", whole.path("created").asText(), "the time it was made is no part of it");
    }
}
