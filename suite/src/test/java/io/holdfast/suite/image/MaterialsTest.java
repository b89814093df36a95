package io.holdfast.suite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.suite.launch.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bill of materials of an image: it names what is in it, to the byte. */
@EnabledIfSystemProperty(named = "holdfast.images", matches = "true", disabledReason = "no images were made")
@DisplayName("The bill of materials")
class MaterialsTest {

    private static final String SHA_256 = "SHA-256";
    /** Quarkus puts its own exporter in the place of this one's, by taking out the files that announce it. */
    private static final String ALTERED = "io.opentelemetry.opentelemetry-exporter-otlp-";

    @ParameterizedTest
    @EnumSource(Service.class)
    @DisplayName("lists every library that the service runs with, in its version and with its hash")
    void complete(Service service) throws IOException, NoSuchAlgorithmException {
        Map<String, JsonNode> listed = new HashMap<>();
        JsonNode bill = new ObjectMapper().readTree(Image.folder(service).resolve("sbom.json").toFile());
        assertEquals("CycloneDX", bill.path("bomFormat").asText());
        assertEquals(service.module(), bill.path("metadata").path("component").path("name").asText());
        bill.path("components").forEach(one -> listed.put(one.path("group").asText() + "." + one.path("name").asText() + "-" + one.path("version").asText(), one));

        TreeSet<String> missing = new TreeSet<>();
        List<Path> jars = jars(service);
        assertTrue(jars.size() > 100, jars::toString);
        for (Path jar : jars) {
            String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
            JsonNode entry = listed.get(name);
            if (entry == null) {
                missing.add(name);
            } else if (!name.startsWith("io.holdfast") && !name.startsWith(ALTERED)) {
                assertEquals(digest(jar), hash(entry), name + " is another file than the bill says");
            }
        }
        assertEquals(new TreeSet<>(), missing);
        assertTrue(listed.keySet().stream().anyMatch(name -> name.startsWith("io.vertx.vertx-core-")));
        assertTrue(listed.keySet().stream().noneMatch(name -> name.contains("junit") || name.contains("rest-assured")), "what only tests use is not in it");
    }

    private static List<Path> jars(Service service) throws IOException {
        try (Stream<Path> files = Files.walk(Image.folder(service).resolve("quarkus-app/lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static String hash(JsonNode entry) {
        for (JsonNode hash : entry.path("hashes")) {
            if (hash.path("alg").asText().equals(SHA_256)) {
                return hash.path("content").asText();
            }
        }
        return "none";
    }

    private static String digest(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(SHA_256).digest(Files.readAllBytes(file)));
    }
}
