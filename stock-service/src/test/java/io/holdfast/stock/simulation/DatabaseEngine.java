package io.holdfast.stock.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.holdfast.contracts.AllocationChanged;
import io.holdfast.contracts.ChannelChanged;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.messaging.EventHandler;
import io.holdfast.stock.book.BookStore;
import io.holdfast.stock.ledger.Allocation;
import io.holdfast.stock.ledger.Channel;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.merchant.FactVersions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The whole engine on a PostgreSQL, by a pool of its own: on its connections {@code holdfast_now()} is the simulation's clock,
 * and for everybody else in the same database it is not.
 */
final class DatabaseEngine implements Engine {

    static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    /** What a connection of the simulation looks into first. */
    static final String SEARCH_PATH = "simulation,public";

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
    private static final AtomicLong VERSIONS = new AtomicLong(1_000_000);

    private final Pool pool;
    private final BookStore store;
    private final Iterable<EventHandler> handlers;

    DatabaseEngine(Pool pool, BookStore store, Iterable<EventHandler> handlers) {
        this.pool = pool;
        this.store = store;
        this.handlers = handlers;
        run("create schema if not exists simulation");
        run("create table if not exists simulation.clock (now timestamptz not null)");
        run("insert into simulation.clock select now() where not exists (select 1 from simulation.clock)");
        run("""
                create or replace function simulation.holdfast_now() returns timestamptz
                    language sql stable parallel safe as 'select now from simulation.clock'""");
    }

    private void run(String statement) {
        pool.query(statement).execute().await().atMost(LONG_ENOUGH);
    }

    @Override
    public void moveTo(Instant now) {
        pool.preparedQuery("update simulation.clock set now = $1").execute(Tuple.of(now.atOffset(ZoneOffset.UTC))).await().atMost(LONG_ENOUGH);
    }

    @Override
    public Outcome decide(Command command) {
        return decide(List.of(command)).get(0);
    }

    /** All in one batch. */
    List<Outcome> decide(List<Command> batch) {
        return store.decide(batch).await().atMost(LONG_ENOUGH);
    }

    @Override
    public View view(String merchant) {
        return StoredView.read(pool, merchant);
    }

    @Override
    public void learn(Fact fact) {
        told(fact, VERSIONS.incrementAndGet()).await().atMost(LONG_ENOUGH);
    }

    static long nextVersion() {
        return VERSIONS.incrementAndGet();
    }

    /** Tells stock a fact, the way the service hears of it. */
    Uni<Void> told(Fact fact, long version) {
        if (fact instanceof Fact.Opened opened) {
            return edit("insert into location (merchant, code, name, kind) values ($1, $2, $2, 'SHOP')",
                    Tuple.of(opened.merchant(), opened.location()));
        }
        if (fact instanceof Fact.OfSettings told) {
            return edit("""
                    insert into stock_settings (merchant, settings, version) values ($1, $2, $3) on conflict (merchant)
                    do update set settings = excluded.settings, version = excluded.version where stock_settings.version < excluded.version""",
                    Tuple.of(told.merchant(), write(told.settings()), version));
        }
        Envelope event = event(fact, version);
        for (EventHandler handler : handlers) {
            if (handler.types().contains(event.type())) {
                return pool.withTransaction(connection -> handler.apply(connection, List.of(event)));
            }
        }
        throw new IllegalStateException("Nobody listens to " + event.type());
    }

    private Uni<Void> edit(String sql, Tuple parameters) {
        return pool.withTransaction(connection -> connection.preparedQuery(sql).execute(parameters)
                .flatMap(edited -> FactVersions.edited(connection, List.of(parameters.getString(0)))));
    }

    private static Envelope event(Fact fact, long version) {
        if (fact instanceof Fact.OfChannel told) {
            Channel c = told.channel();
            String life = c.unpaidLife() == null ? null : c.unpaidLife().duration() == null ? "NEVER" : c.unpaidLife().duration().toString();
            return event(fact, EventTypes.CHANNEL_CHANGED, c.code(), version, new ChannelChanged(c.code(), c.code(), c.kind().name(), c.locations(),
                    c.splitLines(), c.trigger() == null ? null : c.trigger().name(), life, c.tracksStock(), c.priority(), c.position()));
        }
        if (fact instanceof Fact.OfVariant told) {
            Fact.Variant v = told.variant();
            return event(fact, EventTypes.VARIANT_CHANGED, v.sku(), version, new VariantChanged(v.sku(), "p", v.sku(), v.tracking().name(),
                    v.inStock() ? "IN_STOCK" : "OUT_OF_STOCK", null, Map.of(), Map.of(), true, Map.of(), v.archived(),
                    v.components().stream().map(w -> new VariantChanged.Component(w.sku(), w.quantity())).toList(), Instant.EPOCH));
        }
        Fact.OfAllocation told = (Fact.OfAllocation) fact;
        Allocation a = told.allocation();
        return event(fact, EventTypes.ALLOCATION_CHANGED, a.id().toString(), version, new AllocationChanged(a.id(), told.sku(), a.purpose().name(),
                a.members(), a.quantity(), a.adjust().name(), a.window().from(), a.window().until(), told.ended(),
                Instant.EPOCH.plus(a.position(), ChronoUnit.MICROS)));
    }

    private static Envelope event(Fact fact, String type, String subject, long version, Object data) {
        return new Envelope(UUID.randomUUID(), "simulation", type, subject, Instant.EPOCH, fact.merchant(), version, null, JSON.valueToTree(data));
    }

    private static String write(Object settings) {
        try {
            return JSON.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
