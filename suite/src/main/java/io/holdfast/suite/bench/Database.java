package io.holdfast.suite.bench;

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
 * A database as the bench looks at it from outside.
 *
 * @param address {@code postgresql://user@host:port/name}
 */
record Database(String address) {

    String jdbc() {
        URI uri = URI.create(address);
        return "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath() + "?user=" + uri.getUserInfo();
    }

    void run(String... statements) {
        try (Connection connection = DriverManager.getConnection(jdbc()); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The bench's database said: " + e.getMessage(), e);
        }
    }

    /** The one number that a query answers. */
    double number(String sql, Object... parameters) {
        try (Connection connection = DriverManager.getConnection(jdbc()); PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            ResultSet rows = statement.executeQuery();
            rows.next();
            return rows.getDouble(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The bench's database said: " + e.getMessage(), e);
        }
    }

    /** The first column of all rows. */
    List<String> texts(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbc()); Statement statement = connection.createStatement()) {
            List<String> texts = new ArrayList<>();
            ResultSet rows = statement.executeQuery(sql);
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException("The bench's database said: " + e.getMessage(), e);
        }
    }
}
