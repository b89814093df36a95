package io.holdfast.suite.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;

/** What the compiled resources of all services say about the API, {@code /internal} included, read in one go. */
final class ServiceCode {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    static final List<String> SERVICES = List.of("gateway", "catalog-service", "stock-service", "allocation-service", "notification-service");
    private static final List<String> BESIDES = List.of("service-defaults", "contracts");

    private ServiceCode() {}

    static ObjectNode read() throws IOException {
        SmallRyeOpenAPI scanned = SmallRyeOpenAPI.builder().withIndex(index()).withConfig(new Settings())
                .enableModelReader(false).enableStandardStaticFiles(false).enableStandardFilter(false).enableAnnotationScan(true).build();
        return (ObjectNode) new ObjectMapper().readTree(scanned.toJSON());
    }

    private static Index index() throws IOException {
        Indexer indexer = new Indexer();
        for (String module : Stream.concat(SERVICES.stream(), BESIDES.stream()).toList()) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("target/classes"))) {
                for (Path file : files.filter(file -> file.toString().endsWith(".class")).sorted().toList()) {
                    try (InputStream code = Files.newInputStream(file)) {
                        indexer.index(code);
                    }
                }
            }
        }
        return indexer.complete();
    }

    /** Bodies are JSON where nothing else is said. */
    private static final class Settings implements Config {

        private static final Map<String, String> VALUES = Map.of(
                "mp.openapi.extensions.smallrye.defaultConsumes", "application/json",
                "mp.openapi.extensions.smallrye.defaultProduces", "application/json");

        @Override
        public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
            String value = VALUES.get(name);
            return value == null ? Optional.empty() : Optional.of(type.cast(type == String[].class ? new String[] {value} : value));
        }

        @Override
        public <T> T getValue(String name, Class<T> type) {
            return getOptionalValue(name, type).orElse(null);
        }

        @Override
        public ConfigValue getConfigValue(String name) {
            return null;
        }

        @Override
        public Iterable<String> getPropertyNames() {
            return VALUES.keySet();
        }

        @Override
        public Iterable<ConfigSource> getConfigSources() {
            return List.of();
        }

        @Override
        public <T> Optional<Converter<T>> getConverter(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new IllegalArgumentException("Nothing is behind it");
        }
    }
}
