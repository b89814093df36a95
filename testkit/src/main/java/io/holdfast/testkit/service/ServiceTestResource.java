package io.holdfast.testkit.service;

import io.holdfast.service.identity.KeyRing;
import io.holdfast.testkit.postgres.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts a real PostgreSQL and a key ring for a service under test. Init argument {@code service}: its name.
 * Every start of the service gets an empty database, in which it works as in production: as a user that may change rows, not tables. Messages are neither sent nor received; tests of what
 * crosses the broker are the journeys' and messaging's own.
 */
public final class ServiceTestResource implements QuarkusTestResourceLifecycleManager {

    private static final String WORKER = "worker";

    private static EmbeddedPostgres postgres;
    private static int databases;
    private static KeyRing keys;

    private String service;

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.get("service");
    }

    @Override
    public Map<String, String> start() {
        synchronized (ServiceTestResource.class) {
            if (postgres == null) {
                postgres = TestPostgres.server();
                postgres.createUser(WORKER);
                keys = KeyRing.generate(List.of("gateway", service, "peer"));
            }
            String database = service + "_" + ++databases;
            postgres.createDatabase(database);
            TestTokens.use(keys);
            Map<String, String> config = new HashMap<>();
            config.put("holdfast.postgres.url", postgres.url());
            config.put("holdfast.postgres.user", WORKER);
            config.put("holdfast.postgres.password", "none");
            config.put("holdfast.postgres.worker", WORKER);
            config.put("quarkus.flyway.jdbc-url", "jdbc:" + postgres.url() + "/" + database);
            config.put("quarkus.flyway.username", "postgres");
            config.put("quarkus.flyway.password", "none");
            config.put("holdfast.rabbitmq.url", "amqp://127.0.0.1");
            config.put("quarkus.datasource.reactive.url", postgres.url() + "/" + database);
            config.put("quarkus.datasource.jdbc.url", "jdbc:" + postgres.url() + "/" + database);
            config.put("holdfast.identity.trusted-keys", keys.trusted());
            config.put("holdfast.identity.signing-key", keys.signing().get(service));
            config.put("holdfast.messaging.enabled", "false");
            config.put("quarkus.http.test-port", "0");
            return config;
        }
    }

    @Override
    public void stop() {
        // The server serves all tests of the JVM and stops with it.
    }
}
