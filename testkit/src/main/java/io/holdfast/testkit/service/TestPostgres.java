package io.holdfast.testkit.service;

import io.holdfast.testkit.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** One empty PostgreSQL for all tests of a JVM. */
public final class TestPostgres {

    private static EmbeddedPostgres server;

    private TestPostgres() {}

    public static synchronized EmbeddedPostgres server() {
        if (server == null) {
            Path home = emptied(Path.of("target", "postgres").toAbsolutePath());
            server = EmbeddedPostgres.start(home, 0);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgres"));
        }
        return server;
    }

    private static Path emptied(Path home) {
        Path data = home.resolve("postgres-18");
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder()).forEach(TestPostgres::delete);
            } catch (IOException e) {
                throw new UncheckedIOException("The last test run's database can't be removed: " + data, e);
            }
        }
        return home;
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't be removed: " + path, e);
        }
    }
}
