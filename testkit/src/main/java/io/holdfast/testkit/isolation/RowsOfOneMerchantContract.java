package io.holdfast.testkit.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.service.database.Transactions;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The database holds the service to one merchant, whatever its statements say: here they name none, as if each had forgotten
 * its {@code where}. The statements run as the user that the service works as.
 */
public abstract class RowsOfOneMerchantContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NOT_ALLOWED = "42501";
    private static final String WITH_A_MERCHANT = """
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant' and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')""";

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;
    @ConfigProperty(name = "holdfast.postgres.user")
    String user;
    @Inject
    Transactions transactions;

    /** Makes a merchant with a row at least in each of the tables that {@link #filled()} names. */
    protected abstract String merchant();

    /** Tables that are looked into; all that a merchant's own requests and events write to. */
    protected abstract Set<String> filled();

    @Test
    @DisplayName("R80 every table that names a merchant is guarded, against its owner as well, and the service can't bypass that")
    void every_table_is_guarded() throws SQLException {
        try (Connection worker = connect(user)) {
            assertEquals(List.of(), texts(worker, "select c.relname " + WITH_A_MERCHANT + """
                     and not (c.relrowsecurity and c.relforcerowsecurity and (select array_agg(p.polname::text) = array['of_one_merchant']
                        and bool_and(p.polcmd = '*' and p.polpermissive and p.polroles = '{0}'
                            and pg_get_expr(p.polqual, p.polrelid) = 'holdfast_shows(merchant)' and p.polwithcheck is null)
                        from pg_policy p where p.polrelid = c.oid))"""));
            assertTrue(tables(worker).containsAll(filled()), () -> "of " + filled() + " there are only others");
            assertEquals(List.of("false false 0"), texts(worker, "select rolsuper::text || ' ' || rolbypassrls::text || ' ' || (select count(*) "
                    + WITH_A_MERCHANT + " and pg_has_role(r.oid, c.relowner, 'member')) from pg_roles r where rolname = current_user"));
        }
    }

    @Test
    @DisplayName("R80 a transaction that names no merchant is shown nothing, also on a connection that served one before")
    void who_names_nobody_is_shown_nothing() throws SQLException {
        String mine = merchant();
        try (Connection worker = connect(user)) {
            assertShowsNothing(worker);
            assertFilled(worker, mine);
            assertShowsNothing(worker);
        }
    }

    @Test
    @DisplayName("R80 statements that forget their merchant read, change and remove the rows of the transaction's merchant only")
    void who_names_a_merchant_is_shown_its_rows() throws SQLException {
        String mine = merchant();
        String theirs = merchant();
        try (Connection owner = connect("postgres"); Connection worker = connect(user)) {
            name(worker, mine);
            for (String table : tables(worker)) {
                long own = number(owner, "select count(*) from " + table + " where merchant = '" + mine + "'");
                assertTrue(own > 0 || !filled().contains(table), () -> table + " has no row of the merchant");
                assertEquals(own, number(worker, "select count(*) from " + table), table);
                assertEquals(0, number(worker, "select count(*) from " + table + " where merchant = '" + theirs + "'"), table);
                assertEquals(own, changed(worker, "update " + table + " set merchant = merchant"), table);
                assertEquals(0, changed(worker, "delete from " + table + " where merchant = '" + theirs + "'"), table);
            }
            worker.rollback();
        }
    }

    @Test
    @DisplayName("R80 no row is written for another merchant, nor given away to one")
    void nothing_is_written_for_another() throws SQLException {
        String mine = merchant();
        String theirs = merchant();
        try (Connection worker = connect(user)) {
            for (String table : tables(worker)) {
                assertRefused(worker, mine, "insert into " + table + " (merchant) values ('" + theirs + "')");
                if (filled().contains(table)) {
                    assertRefused(worker, mine, "update " + table + " set merchant = '" + theirs + "'");
                }
            }
        }
    }

    @Test
    @DisplayName("R80 the service itself names a merchant where transactions begin, or all of them, and that ends with the transaction")
    void transactions_name_their_merchant() {
        String mine = merchant();
        String table = filled().iterator().next();
        String count = "select count(distinct merchant) as merchants, min(merchant) as first from " + table;
        merchant();
        var own = transactions.of(mine, all -> all.query(count).execute()).await().atMost(PATIENCE).iterator().next();
        assertEquals(1, own.getLong("merchants"));
        assertEquals(mine, own.getString("first"));
        assertTrue(transactions.ofAllMerchants(all -> all.query(count).execute()).await().atMost(PATIENCE).iterator().next().getLong("merchants") > 1);
        assertEquals("", transactions.of(mine, all -> all.preparedQuery("select coalesce(current_setting($1, true), '') as said")
                .execute(Tuple.of("holdfast.merchants"))).await().atMost(PATIENCE).iterator().next().getString("said"));
    }

    private void assertShowsNothing(Connection worker) throws SQLException {
        for (String table : tables(worker)) {
            assertEquals(0, number(worker, "select count(*) from " + table), table);
            assertEquals(0, changed(worker, "update " + table + " set merchant = merchant"), table);
            assertEquals(0, changed(worker, "delete from " + table), table);
        }
        worker.rollback();
    }

    private void assertFilled(Connection worker, String merchant) throws SQLException {
        name(worker, merchant);
        for (String table : filled()) {
            assertTrue(number(worker, "select count(*) from " + table) > 0, table);
        }
        worker.commit();
    }

    private static void assertRefused(Connection worker, String merchant, String statement) throws SQLException {
        name(worker, merchant);
        SQLException refusal = assertThrows(SQLException.class, () -> changed(worker, statement), statement);
        assertEquals(NOT_ALLOWED, refusal.getSQLState(), statement + ": " + refusal.getMessage());
        worker.rollback();
    }

    private static void name(Connection worker, String merchant) throws SQLException {
        try (PreparedStatement name = worker.prepareStatement("select set_config('holdfast.merchant', ?, true)")) {
            name.setString(1, merchant);
            name.execute();
        }
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        return new TreeSet<>(texts(connection, "select quote_ident(c.relname) " + WITH_A_MERCHANT));
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(texts(connection, sql).get(0));
    }

    private static int changed(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private Connection connect(String as) throws SQLException {
        Connection connection = DriverManager.getConnection(url, as, "");
        connection.setAutoCommit(false);
        return connection;
    }
}
