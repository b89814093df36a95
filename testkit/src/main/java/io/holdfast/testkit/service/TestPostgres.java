package io.holdfast.testkit.service;

import io.holdfast.testkit.postgres.EmbeddedPostgres;
import java.nio.file.Path;

/** One empty PostgreSQL for all tests of a JVM. */
public final class TestPostgres {

    private static EmbeddedPostgres server;

    private TestPostgres() {}

    public static synchronized EmbeddedPostgres server() {
        if (server == null) {
            Path home = Path.of("target", "postgres").toAbsolutePath();
            EmbeddedPostgres.erase(home);
            server = EmbeddedPostgres.start(home, 0);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgres"));
        }
        return server;
    }
}
