package io.holdfast.messaging;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.Subscribers;
import io.holdfast.service.problem.Problem;
import io.holdfast.testkit.broker.TestBroker;
import io.holdfast.testkit.postgres.EmbeddedPostgres;
import io.holdfast.testkit.service.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every broker must do with our outbox and inbox. The service is both sender and listener here. */
abstract class MessagingContract {

    private static final RelaySettings QUICK = new RelaySettings(Duration.ofSeconds(2), Duration.ofMillis(300), 512,
            Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(10), 3, Duration.ofMillis(50), Duration.ofMillis(100));
    private static final String SERVICE = "stock";
    private static final String HEARD = EventTypes.VARIANT_CHANGED;
    private static final String UNHEARD = "stock.nobody-listens.v1";

    private static int databases;

    private final List<Replica> replicas = new ArrayList<>();
    private Replica replica;

    abstract TestBroker broker();

    @BeforeEach
    void emptyDatabaseAndQueues() throws Exception {
        replica = replicaWithDatabase(TestPostgres.server());
        onBroker(channel -> {
            // Not every broker can delete what isn't there.
            replica.broker.topology().declare(channel);
            for (String service : Subscribers.services()) {
                channel.queueDelete(Topology.queue(service));
            }
        });
    }

    @AfterEach
    void close() {
        replicas.forEach(Replica::close);
    }

    @Test
    void events_of_one_subject_arrive_in_their_order() {
        start(replica);
        LongStream.rangeClosed(1, 40).forEach(version -> replica.commit(
                IntStream.range(0, 25).mapToObj(subject -> replica.event(HEARD, "S" + subject, version)).toList()));

        eventually(() -> assertEquals(1_000, replica.count("select count(*) from effect")));
        assertEquals(0, replica.count("""
                select count(*) from effect a join effect b using (subject) where a.seq < b.seq and a.version > b.version"""));
        assertEquals(0, replica.count("select count(*) from outbox"));
    }

    @Test
    void an_event_leaves_soon_after_its_commit() {
        start(replica);
        replica.commit(replica.event(HEARD, "warm-up", 1));
        eventually(() -> assertEquals(1, replica.count("select count(*) from effect")));

        replica.commit(replica.event(HEARD, "S1", 1));
        await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(1))
                .until(() -> replica.count("select count(*) from outbox") == 0);
    }

    @Test
    void an_event_that_comes_by_two_ways_is_applied_once() {
        start(replica);
        Envelope event = replica.event(HEARD, "S1", 1);
        replica.await(replica.inbox.receive(List.of(event)));
        replica.commit(List.of(event, event));
        replica.commit(replica.event(HEARD, "S1", 2));

        eventually(() -> assertEquals(List.of("S1@1", "S1@2"), replica.applied()));
    }

    @Test
    void a_crash_between_publishing_and_deleting_repeats_the_event_and_not_its_effect() throws Exception {
        replica.commit(replica.event(HEARD, "S1", 1));
        publishWithoutDeleting();
        start(replica);
        replica.commit(replica.event(HEARD, "S1", 2));

        eventually(() -> assertEquals(List.of("S1@1", "S1@2"), replica.applied()));
        eventually(() -> assertEquals(0, replica.count("select count(*) from outbox")));
    }

    @Test
    void while_the_broker_is_away_events_wait_and_then_leave_in_order() {
        start(replica);
        replica.commit(replica.event(HEARD, "S1", 1));
        eventually(() -> assertEquals(List.of("S1@1"), replica.applied()));

        broker().stop();
        LongStream.rangeClosed(2, 500).forEach(version -> replica.commit(replica.event(HEARD, "S1", version)));
        assertEquals(499, replica.count("select count(*) from outbox where attempts = 0 and parked_at is null"));
        broker().start();

        eventually(() -> assertEquals(LongStream.rangeClosed(1, 500).mapToObj(v -> "S1@" + v).toList(), replica.applied()));
    }

    @Test
    void what_is_confirmed_survives_an_outage_of_the_broker_before_it_is_received() {
        replica.relay.start();
        replica.commit(LongStream.rangeClosed(1, 300).mapToObj(v -> replica.event(HEARD, "S1", v)).toList());
        eventually(() -> assertEquals(0, replica.count("select count(*) from outbox")));
        broker().stop();
        broker().start();
        replica.subscription.start();

        eventually(() -> assertEquals(300, replica.count("select count(*) from effect")));
    }

    @Test
    void an_event_whose_queue_is_unbound_is_parked_and_holds_back_its_subject_only_until_resumed() throws Exception {
        start(replica);
        replica.commit(replica.event(HEARD, "warm-up", 1));
        eventually(() -> assertEquals(1, replica.count("select count(*) from effect")));
        unbindEverybody();

        replica.commit(replica.event(HEARD, "S1", 1));
        eventually(() -> assertEquals(1, replica.count("select count(*) from outbox where parked_at is not null")));
        onBroker(channel -> replica.broker.topology().declare(channel));
        replica.commit(List.of(replica.event(HEARD, "S1", 2), replica.event(HEARD, "S2", 1)));

        eventually(() -> assertEquals(List.of("warm-up@1", "S2@1"), replica.applied()));
        OutboxParkedStore.Entry entry = replica.await(replica.parked.list()).outbox().items().get(0);
        assertTrue(entry.error().contains("No queue is bound for " + HEARD), entry.error());
        replica.await(replica.parked.resumeOutbox(entry.id()));
        eventually(() -> assertEquals(List.of("warm-up@1", "S2@1", "S1@1", "S1@2"), replica.applied()));
        assertThrows(Problem.class, () -> replica.await(replica.parked.resumeOutbox(entry.id())));
    }

    @Test
    void a_message_that_is_refused_is_divided_so_that_each_of_its_events_is_parked_and_resumed_by_itself() throws Exception {
        start(replica);
        replica.commit(replica.event(HEARD, "warm-up", 1));
        eventually(() -> assertEquals(1, replica.count("select count(*) from effect")));
        unbindEverybody();

        replica.commit(LongStream.rangeClosed(1, 3).mapToObj(version -> replica.event(HEARD, "S1", version)).toList());
        eventually(() -> assertEquals(3, replica.count("select count(*) from outbox where parked_at is not null")));
        onBroker(channel -> replica.broker.topology().declare(channel));
        List<OutboxParkedStore.Entry> entries = replica.await(replica.parked.list()).outbox().items();
        assertEquals(List.of(HEARD + "/m1/S1"), entries.stream().map(OutboxParkedStore.Entry::aggregate).distinct().toList());
        replica.await(replica.parked.resumeOutbox(entries.get(0).id()));
        eventually(() -> assertEquals(List.of("warm-up@1", "S1@1"), replica.applied()));

        // A row of several events, one of whose subjects waits: it alone is held back.
        List<Envelope> mixed = new ArrayList<>(List.of(replica.event(HEARD, "S1", 4), replica.event(HEARD, "S1", 5)));
        mixed.addAll(subjectsInThePartitionOf("S1").map(subject -> replica.event(HEARD, subject, 1)).toList());
        replica.commit(mixed);
        eventually(() -> assertEquals(5, replica.count("select count(*) from effect")));
        assertEquals(4, replica.count("select count(*) from outbox where aggregate like '%/S1'"));
        replica.await(replica.parked.resumeOutbox(entries.get(1).id()));
        replica.await(replica.parked.resumeOutbox(entries.get(2).id()));
        eventually(() -> assertEquals(List.of("S1@1", "S1@2", "S1@3", "S1@4", "S1@5"),
                replica.applied().stream().filter(text -> text.startsWith("S1@")).toList()));
    }

    @Test
    void an_event_that_nobody_listens_to_is_not_held() {
        replica.relay.start();
        replica.commit(List.of(replica.event(UNHEARD, "S1", 1), replica.event(HEARD, "S1", 1)));

        eventually(() -> assertEquals(0, replica.count("select count(*) from outbox")));
    }

    @Test
    void events_sent_before_their_listener_ever_started_wait_for_it() {
        replica.relay.start();
        replica.commit(replica.event(HEARD, "S1", 1));
        eventually(() -> assertEquals(0, replica.count("select count(*) from outbox")));
        replica.subscription.start();

        eventually(() -> assertEquals(List.of("S1@1"), replica.applied()));
    }

    @Test
    void a_poisonous_event_is_parked_while_others_pass_and_can_be_resumed() {
        replica.poison = "BAD";
        start(replica);
        replica.commit(List.of(replica.event(HEARD, "S1", 1), replica.event(HEARD, "BAD", 1), replica.event(HEARD, "S2", 1)));

        eventually(() -> assertEquals(List.of("S1@1", "S2@1"), replica.applied().stream().sorted().toList()));
        eventually(() -> assertEquals(1, replica.count("""
                select count(*) from inbox_parked where convert_from(body, 'UTF8')::json ->> 'subject' = 'BAD'""")));
        long id = replica.await(replica.parked.list()).inbox().items().get(0).id();
        Problem refusal = assertThrows(Problem.class, () -> replica.await(replica.parked.resumeInbox(id)));
        assertEquals("still-failing", refusal.code());
        replica.poison = null;
        replica.await(replica.parked.resumeInbox(id));
        assertEquals(3, replica.count("select count(*) from effect"));
        assertEquals(0, replica.count("select count(*) from inbox_parked"));
    }

    @Test
    void a_body_that_is_no_event_is_parked_as_it_came() throws Exception {
        start(replica);
        replica.commit(replica.event(HEARD, "S1", 1));
        eventually(() -> assertEquals(1, replica.count("select count(*) from effect")));
        onBroker(channel -> {
            channel.basicPublish(Topology.EVENTS, HEARD, null, "{\"no\":".getBytes());
            channel.basicPublish(Topology.EVENTS, HEARD, null, "{}".getBytes());
        });
        replica.commit(replica.event(HEARD, "S1", 2));

        eventually(() -> assertEquals(List.of("S1@1", "S1@2"), replica.applied()));
        eventually(() -> assertEquals(2, replica.count("select count(*) from inbox_parked where error like 'The body is no event%'")));
        assertEquals(1, replica.count("select count(*) from inbox_parked where convert_from(body, 'UTF8') = '{\"no\":'"));
    }

    @Test
    void of_a_message_with_many_events_only_what_is_no_event_is_parked() throws Exception {
        start(replica);
        replica.commit(replica.event(HEARD, "warm-up", 1));
        eventually(() -> assertEquals(1, replica.count("select count(*) from effect")));
        String first = replica.events.write(replica.event(HEARD, "S1", 1));
        String second = replica.events.write(replica.event(HEARD, "S2", 1)).replaceFirst("\\{", "{\"ofANewerSender\": [1.10, {}], ");
        String body = " [" + first + ", {\"no\": 1.10}, null, " + second + "]";
        onBroker(channel -> channel.basicPublish(Topology.EVENTS, HEARD, null, body.getBytes(StandardCharsets.UTF_8)));
        onBroker(channel -> channel.basicPublish(Topology.EVENTS, HEARD, null, ("[" + first + ",").getBytes(StandardCharsets.UTF_8)));

        eventually(() -> assertEquals(List.of("warm-up@1", "S1@1", "S2@1"), replica.applied()));
        eventually(() -> assertEquals(3, replica.count("select count(*) from inbox_parked")));
        assertEquals(1, replica.count("select count(*) from inbox_parked where convert_from(body, 'UTF8') = '{\"no\": 1.10}'"));
    }

    @Test
    void while_the_database_is_away_events_wait_at_the_broker_and_none_is_parked(@TempDir Path folder) throws Exception {
        EmbeddedPostgres own = EmbeddedPostgres.start(folder, 0);
        Replica listener = replicaWithDatabase(own);
        start(listener);
        listener.commit(listener.event(HEARD, "S1", 1));
        eventually(() -> assertEquals(1, listener.count("select count(*) from effect")));

        own.close();
        for (int version = 2; version <= 20; version++) {
            byte[] body = listener.events.write(listener.event(HEARD, "S1", version)).getBytes(StandardCharsets.UTF_8);
            onBroker(channel -> channel.basicPublish(Topology.EVENTS, HEARD, null, body));
        }
        try (EmbeddedPostgres back = EmbeddedPostgres.start(folder, own.port())) {
            eventually(() -> assertEquals(LongStream.rangeClosed(1, 20).mapToObj(v -> "S1@" + v).toList(), listener.applied()));
            assertEquals(0, listener.count("select count(*) from inbox_parked"));
            listener.close();
            replicas.remove(listener);
        }
    }

    @Test
    void two_relays_share_the_partitions_and_one_takes_over_when_the_other_dies() {
        Replica second = replica(replica.database);
        start(replica);
        second.relay.start();
        eventually(() -> assertEquals(Map.of(replica.relay.name(), 8L, second.relay.name(), 8L), partitionsByHolder()));
        LongStream.rangeClosed(1, 20).forEach(version -> replica.commit(
                IntStream.range(0, 50).mapToObj(subject -> replica.event(HEARD, "S" + subject, version)).toList()));
        eventually(() -> assertEquals(1_000, replica.count("select count(*) from effect")));

        replica.relay.abandon();
        LongStream.rangeClosed(21, 30).forEach(version -> replica.commit(
                IntStream.range(0, 50).mapToObj(subject -> replica.event(HEARD, "S" + subject, version)).toList()));
        eventually(() -> assertEquals(1_500, replica.count("select count(*) from effect")));
        assertEquals(0, replica.count("""
                select count(*) from effect a join effect b using (subject) where a.seq < b.seq and a.version > b.version"""));
        assertEquals(Map.of(second.relay.name(), 16L), partitionsByHolder());
    }

    @Test
    void a_relay_that_stops_leaves_its_partitions_at_once() {
        replica.relay.start();
        eventually(() -> assertEquals(16, replica.count("select count(*) from outbox_lease where until > holdfast_now()")));
        replica.relay.stop();

        assertEquals(0, replica.count("select count(*) from outbox_lease where until > holdfast_now()"));
        assertEquals(0, replica.count("select count(*) from outbox_relay"));
    }

    private Replica replicaWithDatabase(EmbeddedPostgres postgres) {
        String name = "messaging_" + ++databases;
        postgres.createDatabase(name);
        Flyway.configure().dataSource(postgres.jdbcUrl(name), "postgres", "").locations("db/clock", "db/messaging").load().migrate();
        Replica created = replica(postgres.url() + "/" + name);
        created.await(created.pool.query("""
                create table effect (seq bigint generated always as identity, event_id uuid, subject text, version bigint)""").execute());
        return created;
    }

    private Replica replica(String database) {
        Replica created = new Replica(SERVICE, database, broker(), QUICK);
        replicas.add(created);
        return created;
    }

    private static void start(Replica replica) {
        replica.relay.start();
        replica.subscription.start();
    }

    private void publishWithoutDeleting() throws Exception {
        try (Publisher publisher = Publisher.open(replica.broker, "crashing relay")) {
            replica.await(new LeaseStore(replica.pool).renew("crashing", Duration.ofSeconds(1)));
            List<OutboxRow> due = replica.await(replica.store.due("crashing", 10, 10));
            assertEquals(1, due.size());
            assertEquals(Map.of(), publisher.publish(Parcel.pack(due), Duration.ofSeconds(5)));
        }
    }

    private Stream<String> subjectsInThePartitionOf(String subject) {
        return IntStream.range(0, 1_000).mapToObj(i -> "T" + i)
                .filter(other -> partition(other) == partition(subject)).limit(3);
    }

    private short partition(String subject) {
        return NewRow.of(replica.event(HEARD, subject, 1), "").partition();
    }

    private Map<String, Long> partitionsByHolder() {
        Map<String, Long> counts = new TreeMap<>();
        replica.await(replica.pool.query("select holder, count(*) from outbox_lease where until > holdfast_now() group by holder").execute())
                .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        return counts;
    }

    private void unbindEverybody() throws Exception {
        onBroker(channel -> {
            for (String service : Subscribers.of(HEARD)) {
                channel.queueUnbind(Topology.queue(service), Topology.EVENTS, HEARD);
            }
        });
    }

    private interface OnChannel {
        void run(Channel channel) throws Exception;
    }

    private void onBroker(OnChannel work) throws Exception {
        try (Connection connection = replica.broker.connect("test"); Channel channel = connection.createChannel()) {
            work.run(channel);
        }
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(Replica.PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
    }
}
