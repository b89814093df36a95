package io.holdfast.testkit.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    Path home;

    @Test
    void a_second_start_on_the_same_folder_finds_the_data() throws SQLException {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(home, 0)) {
            first.createDatabase("kept");
            first.createDatabase("kept");
        }
        try (EmbeddedPostgres second = EmbeddedPostgres.start(home, 0)) {
            assertEquals("on", read(second, "show fsync"));
        }
    }

    @Test
    void a_start_after_a_killed_launcher_takes_over_the_folder() throws SQLException {
        EmbeddedPostgres abandoned = EmbeddedPostgres.start(home, 0);
        abandoned.createDatabase("kept");
        try (EmbeddedPostgres next = EmbeddedPostgres.start(home, 0)) {
            assertEquals("1", read(next, "select 1"));
        }
    }

    @Test
    void a_killed_server_comes_back_on_its_port_with_what_was_committed() throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, 0)) {
            server.createDatabase("kept");
            String before = server.url();
            server.kill();
            server.restart();
            assertEquals(before, server.url());
            assertEquals("1", read(server, "select 1"));
        }
    }

    private static String read(EmbeddedPostgres server, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("kept"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
