package io.holdfast.suite.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.suite.launch.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image as {@code docker load} would read it.
 *
 * @param config of the image: user, entry point, environment
 * @param layers ours, without those of the base
 */
record Image(JsonNode config, List<Layer> layers) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "app/";

    /** A file with its content, without its folders. */
    record Entry(String path, int mode, long user, long group, byte[] content) {}

    record Layer(List<Entry> files) {

        long bytes() {
            return files.stream().mapToLong(file -> file.content().length).sum();
        }
    }

    static Path folder(Service service) {
        return Path.of("..", service.module(), "target");
    }

    static Image of(Service service) {
        try (InputStream tar = Files.newInputStream(folder(service).resolve("image.tar"))) {
            Map<String, byte[]> parts = new HashMap<>();
            for (Entry part : entries(tar)) {
                parts.put(part.path(), part.content());
            }
            JsonNode manifest = JSON.readTree(parts.get("manifest.json")).path(0);
            List<Layer> layers = new ArrayList<>();
            for (JsonNode name : manifest.path("Layers")) {
                Layer layer = new Layer(entries(new GZIPInputStream(new ByteArrayInputStream(parts.get(name.asText())))));
                if (layer.files().stream().anyMatch(file -> file.path().startsWith(OURS))) {
                    layers.add(layer);
                }
            }
            return new Image(JSON.readTree(parts.get(manifest.path("Config").asText())), layers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Entry> files() {
        return layers.stream().flatMap(layer -> layer.files().stream()).toList();
    }

    /** Puts the files where they would be, below a folder. */
    void unpack(Path root) throws IOException {
        for (Entry file : files()) {
            Path target = root.resolve(file.path());
            Files.createDirectories(target.getParent());
            Files.write(target, file.content());
        }
    }

    private static List<Entry> entries(InputStream tar) throws IOException {
        List<Entry> entries = new ArrayList<>();
        TarArchiveInputStream archive = new TarArchiveInputStream(tar);
        for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            if (entry.isFile()) {
                entries.add(new Entry(entry.getName().replaceFirst("^\\.?/", ""), entry.getMode(), entry.getLongUserId(), entry.getLongGroupId(),
                        archive.readAllBytes()));
            }
        }
        return entries;
    }
}
