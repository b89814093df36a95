package io.holdfast.testkit.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database that ended all its connections and takes none but of superusers, as a server does while it restarts; until this is closed. */
public final class ClosedDatabase implements AutoCloseable {

    private final String server;
    private final String name;

    /** @param url of the database, for JDBC */
    public ClosedDatabase(String url) {
        int path = url.lastIndexOf('/');
        this.server = url.substring(0, path);
        this.name = url.substring(path + 1);
        run("alter database \"" + name + "\" connection limit 0");
        run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
    }

    private void run(String sql) {
        try (Connection connection = DriverManager.getConnection(server + "/postgres?user=postgres"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + name + " does not do what it is told: " + e.getMessage(), e);
        }
    }

    /** Takes connections again. */
    @Override
    public void close() {
        run("alter database \"" + name + "\" connection limit -1");
    }
}
