package io.holdfast.suite.launch;

import io.holdfast.suite.UserError;
import io.holdfast.testkit.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The PostgreSQL of the suite, embedded or the user's own, with one database for each service. */
final class Postgres implements AutoCloseable {

    private final String url;
    private final Properties login = new Properties();
    private final Optional<EmbeddedPostgres> embedded;

    private Postgres(String url, String user, String password, Optional<EmbeddedPostgres> embedded) {
        this.url = url;
        this.embedded = embedded;
        login.setProperty("user", user);
        if (password != null) {
            login.setProperty("password", password);
        }
    }

    static Postgres start(SuiteConfig config) {
        Map<String, String> environment = System.getenv();
        Postgres postgres = config.postgresUrl()
                .map(url -> new Postgres(url.replaceFirst("/+$", ""), environment.getOrDefault("HOLDFAST_POSTGRES_USER", "postgres"),
                        environment.get("QUARKUS_DATASOURCE_PASSWORD"), Optional.empty()))
                .orElseGet(() -> embedded(config.home(), config.fresh()));
        if (postgres.embedded.isEmpty() && config.fresh()) {
            throw new UserError("--fresh deletes all data, and won't do so in the PostgreSQL of HOLDFAST_POSTGRES_URL:"
                    + " drop its databases gateway, catalog, stock, allocation and notification yourself");
        }
        postgres.createDatabases();
        return postgres;
    }

    private static Postgres embedded(Path home, boolean fresh) {
        if (fresh) {
            EmbeddedPostgres.erase(home);
        }
        EmbeddedPostgres server = EmbeddedPostgres.start(home, 0);
        return new Postgres(server.url(), "postgres", null, Optional.of(server));
    }

    String url() {
        return url;
    }

    boolean isEmbedded() {
        return embedded.isPresent();
    }

    private void createDatabases() {
        try (Connection connection = DriverManager.getConnection("jdbc:" + url + "/postgres", login)) {
            for (Service service : Service.values()) {
                if (!exists(connection, service.id())) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("create database \"" + service.id() + "\"");
                    }
                }
            }
        } catch (SQLException e) {
            close();
            throw new UserError("The databases can't be created in " + url + ": " + e.getMessage(), e);
        }
    }

    private static boolean exists(Connection connection, String database) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            statement.setString(1, database);
            return statement.executeQuery().next();
        }
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedPostgres::close);
    }
}
