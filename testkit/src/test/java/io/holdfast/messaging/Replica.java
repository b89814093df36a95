package io.holdfast.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.Subscribers;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.json.StrictJson;
import io.holdfast.service.tracing.Tracing;
import io.holdfast.testkit.broker.TestBroker;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

/** One replica of a service, wired by hand: what it is told it writes down in table {@code effect}. */
final class Replica implements AutoCloseable, EventHandler {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final String service;
    final String database;
    final Pool pool;
    private final Transactions transactions;
    final Events events;
    final Outbox outbox;
    final OutboxStore store;
    final Broker broker;
    private final RelaySettings settings;
    private final EventTraces traces;
    Relay relay;
    final Inbox inbox;
    Subscription subscription;
    final ParkedEntries parked;

    /** Subjects that begin so can't be applied; null: none. */
    volatile String poison;
    /** Whether what is heard is counted and not written down, as by a handler that knows what it had by its version. */
    volatile boolean countsOnly;
    final AtomicLong counted = new AtomicLong();

    Replica(String service, String database, TestBroker testBroker, RelaySettings settings) {
        this(service, database, testBroker, settings, Tracing.OFF);
    }

    Replica(String service, String database, TestBroker testBroker, RelaySettings settings, Tracing tracing) {
        this.traces = new EventTraces(tracing);
        this.service = service;
        this.database = database;
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
        new StrictJson().customize(json);
        this.pool = Pool.newInstance(PgBuilder.pool().using(vertx).with(new PoolOptions().setMaxSize(8))
                .connectingTo(PgConnectOptions.fromUri(database).setUser("postgres").setCachePreparedStatements(true)).build());
        this.transactions = new Transactions(pool, new CurrentCaller());
        this.events = new Events(json, service, tracing);
        this.outbox = new Outbox(events);
        this.store = new OutboxStore(pool);
        this.broker = new Broker(testBroker.url(), new Topology(testBroker.queueType(), true));
        this.settings = settings;
        this.inbox = new Inbox(transactions, List.of(this), traces);
        renew();
        this.parked = new ParkedEntries(pool, transactions, outbox, inbox, events);
    }

    /** Stops both workers and puts new ones in their place, which are yet to be started. */
    void restart() {
        subscription.stop();
        relay.stop();
        renew();
    }

    private void renew() {
        relay = new Relay(service, broker, outbox, store, new Divider(store, events), new LeaseStore(pool), settings, traces);
        subscription = new Subscription(service, broker, events, inbox, new InboxParkedStore(pool));
    }

    @Override
    public Set<String> types() {
        return Subscribers.typesOf(service);
    }

    @Override
    public boolean isRepeatable() {
        return countsOnly;
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<Envelope> batch) {
        if (countsOnly) {
            counted.addAndGet(batch.size());
            return Uni.createFrom().voidItem();
        }
        if (poison != null && batch.stream().anyMatch(event -> event.subject().startsWith(poison))) {
            return Uni.createFrom().failure(new IllegalStateException("poison"));
        }
        List<Tuple> rows = batch.stream().map(event -> Tuple.of(event.id(), event.subject(), event.version())).toList();
        return transaction.preparedQuery("insert into effect (event_id, subject, version) values ($1, $2, $3)")
                .executeBatch(rows).replaceWithVoid();
    }

    Envelope event(String type, String subject, long version) {
        return events.envelope(type, "m1", subject, version, Instant.EPOCH, JsonNodeFactory.instance.objectNode().put("of", subject));
    }

    /** Commits the events as a decision would. */
    void commit(List<Envelope> batch) {
        await(pool.withTransaction(transaction -> outbox.append(transaction, batch)));
    }

    void commit(Envelope event) {
        commit(List.of(event));
    }

    long count(String query) {
        return await(pool.query(query).execute()).iterator().next().getLong(0);
    }

    /** What was applied, in that order: {@code subject@version}. */
    List<String> applied() {
        return StreamSupport.stream(await(pool.query("select subject, version from effect order by seq").execute()).spliterator(), false)
                .map(Replica::text).toList();
    }

    private static String text(Row row) {
        return row.getString(0) + "@" + row.getLong(1);
    }

    <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        subscription.stop();
        relay.stop();
        pool.closeAndAwait();
        vertx.close();
    }
}
