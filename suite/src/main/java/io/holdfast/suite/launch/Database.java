package io.holdfast.suite.launch;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database of the suite as its launcher looks at it from outside, without the services.
 *
 * @param address {@code postgresql://user@host:port/name}
 */
public record Database(String address) {

    public String jdbc() {
        URI uri = URI.create(address);
        return "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath() + "?user=" + uri.getUserInfo();
    }

    public void run(String... statements) {
        try (Connection connection = DriverManager.getConnection(jdbc()); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database said: " + e.getMessage(), e);
        }
    }

    /** The one number that a query answers. */
    public double number(String sql, Object... parameters) {
        return rows(sql, row -> row.getDouble(1), parameters).get(0);
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Reader<T> {

        T read(ResultSet row) throws SQLException;
    }

    /** All rows of a query. */
    public <T> List<T> rows(String sql, Reader<T> reader, Object... parameters) {
        try (Connection connection = DriverManager.getConnection(jdbc()); PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<T> all = new ArrayList<>();
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("The database said: " + e.getMessage(), e);
        }
    }

    /** The first column of all rows. */
    public List<String> texts(String sql, Object... parameters) {
        return rows(sql, row -> row.getString(1), parameters);
    }
}
