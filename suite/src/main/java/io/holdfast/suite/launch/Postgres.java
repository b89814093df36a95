package io.holdfast.suite.launch;

import io.holdfast.suite.UserError;
import io.holdfast.testkit.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The PostgreSQL of the suite, embedded or the user's own, with one database for each service. */
final class Postgres implements AutoCloseable {

    private static final List<String> RECORDED = List.of("shared_preload_libraries=pg_stat_statements", "pg_stat_statements.track_planning=on",
            "pg_stat_statements.track=all");

    private final PostgresAddress address;
    private final Optional<EmbeddedPostgres> embedded;

    private Postgres(PostgresAddress address, Optional<EmbeddedPostgres> embedded) {
        this.address = address;
        this.embedded = embedded;
    }

    static Postgres start(SuiteConfig config) {
        if (config.postgresUrl().isPresent() && config.fresh()) {
            throw new UserError("--fresh deletes all data, and won't do so in the PostgreSQL of HOLDFAST_POSTGRES_URL:"
                    + " drop its databases gateway, catalog, stock, allocation and notification yourself");
        }
        Postgres postgres = config.postgresUrl()
                .map(url -> new Postgres(PostgresAddress.of(url, System.getenv()), Optional.empty()))
                .orElseGet(() -> embedded(config));
        postgres.createDatabases();
        return postgres;
    }

    private static Postgres embedded(SuiteConfig config) {
        if (config.fresh()) {
            EmbeddedPostgres.erase(config.home());
        }
        EmbeddedPostgres server = EmbeddedPostgres.start(config.home(), 0, config.sizing().recorded() ? RECORDED : List.of());
        return new Postgres(PostgresAddress.embedded(server.url()), Optional.of(server));
    }

    boolean isEmbedded() {
        return embedded.isPresent();
    }

    PostgresAddress address() {
        return address;
    }

    /** The number of the server's process, if it is the embedded one. */
    Optional<Long> pid() {
        return embedded.map(EmbeddedPostgres::pid);
    }

    /** What it writes, if it is the embedded one. */
    Optional<Path> log() {
        return embedded.map(EmbeddedPostgres::log);
    }

    /** As a power cut would. */
    void kill() {
        embedded.orElseThrow(Postgres::notOurs).kill();
    }

    /** Starts it again on its port; one that still runs is stopped first. */
    void restart() {
        embedded.orElseThrow(Postgres::notOurs).restart();
    }

    private static UserError notOurs() {
        return new UserError("The PostgreSQL of HOLDFAST_POSTGRES_URL is not for us to stop");
    }

    private void createDatabases() {
        Properties login = new Properties();
        login.setProperty("user", address.user());
        address.password().ifPresent(password -> login.setProperty("password", password));
        try (Connection connection = DriverManager.getConnection("jdbc:" + address.url() + "/postgres", login)) {
            for (Service service : Service.values()) {
                if (!exists(connection, service.id())) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("create database \"" + service.id() + "\"");
                    }
                }
                embedded.ifPresent(server -> server.createUser(service.id()));
            }
        } catch (SQLException | IllegalStateException e) {
            close();
            throw new UserError("The databases can't be created in " + address.url() + ": " + e.getMessage(), e);
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
