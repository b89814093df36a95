package io.holdfast.suite.torture.fault;

import io.holdfast.suite.launch.Database;
import io.holdfast.suite.torture.load.HangingUp;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What others do: callers who hang up, somebody who takes all connections, a message that nobody can read, a disk that is full. */
final class Crowding {

    private static final int CALLERS = 500;
    private static final int MOST_CONNECTIONS = 1_000;
    private static final double RECOVERY_SECONDS = 20;

    private Crowding() {}

    static List<Fault> all() {
        return List.of(
                new Fault("hang-ups", CALLERS + " callers hang up in the middle of placing an order",
                        "each order is there wholly or not at all, and no connection and no transaction stays open", Crowding::hangUps),
                new Fault("exhausted-connections", "another program takes all connections of PostgreSQL while those of the stock service end",
                        "the suite works again by itself once there are connections", Crowding::exhaust),
                new Fault("poison", "messages that can't be read, or make no sense, in the queue of each service that listens",
                        "each is parked and listed, and the others pass", Poison::strike),
                new Fault("disk-full", "PostgreSQL can't make any file larger than 8 MiB, its log included (prlimit)",
                        "nothing that was answered is lost; it works again once there is room", DiskFull::strike));
    }

    private static void hangUps(Field field) {
        HangingUp.callers(field.shop(), URI.create(field.suite().gateway()), CALLERS, field.random());
        Recovery.expect(field, RECOVERY_SECONDS);
    }

    private static void exhaust(Field field) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            take(field.database("postgres"), taken);
            field.note("%d connections were taken", taken.size());
            try (var statement = taken.get(0).createStatement()) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'stock'");
            }
            take(field.database("postgres"), taken);
            field.last();
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        field.suite().awaitReady();
        Recovery.expect(field, RECOVERY_SECONDS);
    }

    private static void take(Database database, List<Connection> taken) throws SQLException {
        try {
            while (taken.size() < MOST_CONNECTIONS) {
                taken.add(DriverManager.getConnection(database.jdbc()));
            }
        } catch (SQLException e) {
            if (!"53300".equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
