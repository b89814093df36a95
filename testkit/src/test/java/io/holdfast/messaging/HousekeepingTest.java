package io.holdfast.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.holdfast.contracts.Envelope;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.testkit.postgres.EmbeddedPostgres;
import io.holdfast.testkit.service.TestPostgres;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What messaging does on a database alone. */
class HousekeepingTest {

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Events EVENTS = new Events(new ObjectMapper().registerModule(new JavaTimeModule()), "test");

    private final Vertx vertx = Vertx.vertx();
    private Pool pool;

    @BeforeEach
    void emptyDatabase() {
        EmbeddedPostgres postgres = TestPostgres.server();
        String name = "housekeeping_" + System.nanoTime();
        postgres.createDatabase(name);
        Flyway.configure().dataSource(postgres.jdbcUrl(name), "postgres", "").locations("db/clock", "db/messaging").load().migrate();
        pool = Pool.newInstance(PgBuilder.pool().using(vertx).with(new PoolOptions().setMaxSize(2))
                .connectingTo(PgConnectOptions.fromUri(postgres.url() + "/" + name).setUser("postgres")).build());
    }

    @AfterEach
    void close() {
        pool.closeAndAwait();
        vertx.close();
    }

    @Test
    void applied_events_are_forgotten_after_eight_days_and_not_before() {
        run("""
                insert into inbox (event_id, applied_at) select gen_random_uuid(), holdfast_now() - interval '8 days 1 minute'
                from generate_series(1, 12000)""");
        run("insert into inbox (event_id, applied_at) select gen_random_uuid(), holdfast_now() - interval '7 days 23 hours'");

        new InboxPurge(pool).purge();

        assertEquals(List.of("1"), read("select count(*)::text from inbox"));
    }

    @Test
    void relays_share_the_partitions_by_their_number() {
        LeaseStore leases = new LeaseStore(pool);
        List<String> relays = List.of("a", "b", "c");
        for (int round = 0; round < 3; round++) {
            relays.forEach(relay -> await(leases.renew(relay, LEASE)));
        }
        assertEquals(List.of("a 6", "b 6", "c 4"), read("select holder || ' ' || count(*) from outbox_lease group by holder order by holder"));

        await(leases.release("a"));
        for (int round = 0; round < 2; round++) {
            relays.subList(1, 3).forEach(relay -> await(leases.renew(relay, LEASE)));
        }
        assertEquals(List.of("b 8", "c 8"), read("select holder || ' ' || count(*) from outbox_lease group by holder order by holder"));
    }

    @Test
    void a_lease_that_ran_out_gives_no_rows_even_while_nobody_else_took_it() {
        LeaseStore leases = new LeaseStore(pool);
        await(leases.renew("a", LEASE));
        run("insert into outbox (partition, aggregate, event_id, type, envelope) values (3, 'x', gen_random_uuid(), 't', '{}')");
        assertEquals(1, await(new OutboxStore(pool).due("a", 10, 10)).size());

        run("update outbox_lease set until = holdfast_now() - interval '1 second'");
        assertEquals(0, await(new OutboxStore(pool).due("a", 10, 10)).size());
    }

    @Test
    void a_row_that_waits_or_is_parked_holds_back_later_rows_of_its_aggregate_only() {
        await(new LeaseStore(pool).renew("a", LEASE));
        run("""
                insert into outbox (partition, aggregate, event_id, type, envelope, attempts, next_attempt_at, parked_at) values
                (3, 'waits',  gen_random_uuid(), 'w1', '{}', 1, holdfast_now() + interval '1 hour', null),
                (3, 'waits',  gen_random_uuid(), 'w2', '{}', 0, '-infinity', null),
                (3, 'parked', gen_random_uuid(), 'p1', '{}', 9, '-infinity', holdfast_now()),
                (3, 'parked', gen_random_uuid(), 'p2', '{}', 0, '-infinity', null),
                (3, 'free',   gen_random_uuid(), 'f1', '{}', 0, '-infinity', null)""");

        assertEquals(List.of("f1"), await(new OutboxStore(pool).due("a", 10, 10)).stream().map(OutboxRow::type).toList());
    }

    @Test
    void rows_of_one_event_keep_the_place_of_the_row_that_they_come_from() {
        await(new LeaseStore(pool).renew("a", LEASE));
        Outbox outbox = new Outbox(EVENTS);
        List<Envelope> several = LongStream.rangeClosed(1, 3).mapToObj(version -> event("S", version)).toList();
        await(pool.withTransaction(tx -> outbox.append(tx, several)));
        await(pool.withTransaction(tx -> outbox.append(tx, List.of(event("S", 4)))));
        OutboxStore store = new OutboxStore(pool);
        OutboxRow first = await(store.due("a", 10, 10)).get(0);

        List<OutboxRow> divided = await(new Divider(store, EVENTS).divide(first));

        assertEquals(several.stream().map(Envelope::id).toList(), divided.stream().map(OutboxRow::eventId).toList());
        assertEquals(List.of("1", "2", "3", "4"), read("select envelope::json ->> 'version' from outbox order by id"));
        assertEquals(List.of("1"), read("select (count(distinct created_at) - 1)::text from outbox"));
        await(new Divider(store, EVENTS).divide(first));
        assertEquals(List.of("4"), read("select count(*)::text from outbox"));
    }

    @Test
    void handlers_that_share_a_message_have_a_transaction_each_and_one_that_knows_its_versions_costs_no_memory() {
        run("create table effect (handler text, transaction xid8 default pg_current_xact_id())");
        Inbox inbox = new Inbox(new Transactions(pool, new CurrentCaller()), List.of(new Writing("remembers", false), new Writing("repeatable", true)), EventTraces.OFF);
        List<Envelope> message = List.of(event("remembers", 1), event("repeatable", 1), event("remembers", 2));

        await(inbox.receive(message));
        await(inbox.receive(message));

        assertEquals(List.of("remembers 2 1", "repeatable 2 2"), read("""
                select handler || ' ' || count(*) || ' ' || count(distinct transaction) from effect group by handler order by handler"""));
        assertEquals(List.of("3"), read("select count(distinct transaction)::text from effect"));
        assertEquals(List.of("2"), read("select count(*)::text from inbox"));
    }

    /** Writes down each event of its type. */
    private record Writing(String type, boolean isRepeatable) implements EventHandler {

        @Override
        public Set<String> types() {
            return Set.of(type);
        }

        @Override
        public Uni<Void> apply(SqlConnection transaction, List<Envelope> events) {
            return transaction.preparedQuery("insert into effect (handler) values ($1)")
                    .executeBatch(events.stream().map(event -> Tuple.of(type)).toList()).replaceWithVoid();
        }
    }

    private static Envelope event(String type, long version) {
        return EVENTS.envelope(type, "m1", "S1", version, Instant.EPOCH, JsonNodeFactory.instance.objectNode());
    }

    @Test
    void an_outage_is_told_from_a_failure_of_the_work() {
        assertTrue(Failures.isOutage(new IOException("connection refused")));
        assertTrue(Failures.isOutage(new PgException("shutting down", "FATAL", "57P01", null)));
        assertTrue(Failures.isOutage(new PgException("deadlock", "ERROR", "40P01", null)));
        assertFalse(Failures.isOutage(new PgException("check constraint", "ERROR", "23514", null)));
        assertFalse(Failures.isOutage(new IllegalStateException("a bug")));
        assertThrows(IllegalArgumentException.class, () -> new Topology("stream", true));
    }

    private void run(String sql) {
        await(pool.query(sql).execute());
    }

    private List<String> read(String sql) {
        return StreamSupport.stream(await(pool.query(sql).execute()).spliterator(), false).map(row -> row.getString(0)).toList();
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(30));
    }
}
