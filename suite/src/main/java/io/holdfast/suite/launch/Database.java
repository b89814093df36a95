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
        try (Connection connection = DriverManager.getConnection(jdbc()); PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            ResultSet rows = statement.executeQuery();
            rows.next();
            return rows.getDouble(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The database said: " + e.getMessage(), e);
        }
    }

    /** The first column of all rows. */
    public List<String> texts(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbc()); Statement statement = connection.createStatement()) {
            List<String> texts = new ArrayList<>();
            ResultSet rows = statement.executeQuery(sql);
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException("The database said: " + e.getMessage(), e);
        }
    }
}
