package io.holdfast.suite.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.launch.Service;
import io.holdfast.suite.manifest.Environments;
import io.holdfast.suite.manifest.Kustomize;
import io.holdfast.suite.manifest.Manifest;
import io.holdfast.testkit.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stops a service from starting, and what its migrations do when they are a step of their own. */
class StartingJourneyTest {

    private static final Path HOME = Path.of("target", "starting");

    @ParameterizedTest
    @CsvSource({
        "CATALOG, HOLDFAST_POSTGRES_URL, holdfast.postgres.url",
        "CATALOG, HOLDFAST_POSTGRES_USER, holdfast.postgres.user",
        "CATALOG, HOLDFAST_POSTGRES_PASSWORD, holdfast.postgres.password",
        "STOCK, HOLDFAST_RABBITMQ_URL, holdfast.rabbitmq.url",
        "ALLOCATION, HOLDFAST_IDENTITY_TRUSTED_KEYS, holdfast.identity.trusted-keys",
        "ALLOCATION, HOLDFAST_IDENTITY_SIGNING_KEY, holdfast.identity.signing-key",
        "GATEWAY, HOLDFAST_OPERATOR_KEY, holdfast.operator.key",
        "NOTIFICATION, HOLDFAST_SMTP_URL, holdfast.smtp.url",
        "NOTIFICATION, HOLDFAST_PUBLIC_URL, holdfast.public.url"})
    @DisplayName("A service that lacks a required key does not start, and says which one it lacks")
    void aMissingKey(Service service, String key, String property) {
        Map<String, String> environment = ServiceRun.complete();
        environment.remove(key);
        ServiceRun run = ServiceRun.of(service, environment);
        assertNotEquals(0, run.exit());
        assertTrue(run.output().contains(property), run.output());
    }

    @ParameterizedTest
    @CsvSource({"0", "5"})
    @DisplayName("A setting beyond its bounds stops a service from starting, and it says which one")
    void aSettingBeyondItsBounds(String lanes) {
        Map<String, String> environment = ServiceRun.complete();
        environment.put("HOLDFAST_LANES_OF_ONE_SKU", lanes);
        ServiceRun run = ServiceRun.of(Service.STOCK, environment);
        assertNotEquals(0, run.exit());
        assertTrue(run.output().contains("holdfast.lanes.of-one-sku"), run.output());
    }

    @Test
    @EnabledIf("io.holdfast.suite.manifest.Kustomize#available")
    @DisplayName("A migration job changes the tables and ends; before it a service refuses to start; after it its user may not change tables")
    void migrations() throws SQLException {
        EmbeddedPostgres.erase(HOME);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME, 0)) {
            server.createUser("stock");
            server.createUser("stock_owner");
            server.createDatabase("stock");
            execute(server, "postgres", "alter database stock owner to stock_owner");
            Map<String, String> service = ServiceRun.complete();
            service.putAll(Map.of("HOLDFAST_POSTGRES_URL", server.url(), "HOLDFAST_POSTGRES_USER", "stock",
                    "HOLDFAST_POSTGRES_MIGRATE", "false", "HOLDFAST_POSTGRES_EXPECT_MIGRATED", "true"));
            ServiceRun early = ServiceRun.of(Service.STOCK, service);
            assertNotEquals(0, early.exit(), early::output);
            assertTrue(early.output().contains("not applied to database"), early::output);

            Map<String, String> job = job("stock-migrations");
            job.put("HOLDFAST_POSTGRES_URL", server.url());
            ServiceRun first = ServiceRun.of(Service.STOCK, job);
            assertEquals(0, first.exit(), first::output);
            assertEquals(0, ServiceRun.of(Service.STOCK, job).exit(), "a second time there is nothing to do");

            execute(server, "stock", "insert into location (merchant, code, name, kind) values ('m', 'W', 'W', 'SHOP')");
            for (String forbidden : List.of("drop table orders", "truncate orders", "alter table level drop constraint level_reserved_check",
                    "create table mine (x int)", "delete from flyway_schema_history")) {
                SQLException refusal = org.junit.jupiter.api.Assertions.assertThrows(SQLException.class, () -> execute(server, "stock", forbidden));
                assertEquals("42501", refusal.getSQLState(), forbidden);
            }
        }
    }

    /** Its environment as the manifests have it; instead of passwords anything, as the server asks for none. */
    private static Map<String, String> job(String name) {
        List<Manifest> all = Kustomize.render("components/migrations");
        Manifest job = Manifest.of("Job", all).filter(manifest -> manifest.name().equals(name)).findFirst().orElseThrow();
        Map<String, String> environment = new LinkedHashMap<>(Environments.of(job, all).values());
        environment.put("HOLDFAST_POSTGRES_USER", "stock_owner");
        environment.put("HOLDFAST_POSTGRES_WORKER", "stock");
        return environment;
    }

    private static void execute(EmbeddedPostgres server, String user, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + server.url() + "/stock", user, ""); Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
