package io.holdfast.testkit.clock;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Moves a service's clock by replacing {@code holdfast_now()} in its database with one that adds an offset. Time goes on
 * from wherever it was moved to. Only a test's database ever has this function.
 */
public final class TestClock {

    private static final String TABLE = "create table if not exists test_clock (shift interval not null)";
    private static final String SEEN = "grant select on test_clock to public";
    private static final String START = "insert into test_clock select interval '0' where not exists (select 1 from test_clock)";
    private static final String FUNCTION = """
            create or replace function holdfast_now() returns timestamptz
                language sql stable parallel safe
                as 'select clock_timestamp() + (select shift from test_clock)'""";

    private final String url;
    private final String user;

    private TestClock(String url, String user) {
        this.url = url;
        this.user = user;
    }

    /** Takes over the clock of a database whose migrations have run. */
    public static TestClock install(String jdbcUrl, String user) {
        TestClock clock = new TestClock(jdbcUrl, user);
        clock.run(TABLE);
        clock.run(SEEN);
        clock.run(START);
        clock.run(FUNCTION);
        return clock;
    }

    public Instant now() {
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select holdfast_now()")) {
            result.next();
            return result.getObject(1, OffsetDateTime.class).toInstant();
        } catch (SQLException e) {
            throw new IllegalStateException("The test clock can't be read", e);
        }
    }

    public void advance(Duration duration) {
        move("update test_clock set shift = shift + ? * interval '1 microsecond'", duration.toNanos() / 1_000);
    }

    /** Moves to a moment, forwards or back. */
    public void set(Instant moment) {
        move("update test_clock set shift = ?::timestamptz - clock_timestamp()", moment.atOffset(ZoneOffset.UTC));
    }

    private void move(String update, Object parameter) {
        try (Connection connection = connect(); PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setObject(1, parameter);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The test clock can't be moved", e);
        }
    }

    private void run(String statement) {
        try (Connection connection = connect(); Statement running = connection.createStatement()) {
            running.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("The test clock can't be installed in " + url, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, "");
    }
}
