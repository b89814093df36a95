package io.holdfast.suite.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.bench.direct.EngineOrders;
import io.holdfast.suite.bench.direct.Reservations;
import io.holdfast.suite.bench.load.Call;
import io.holdfast.suite.bench.load.ClosedLoop;
import io.holdfast.suite.bench.load.Job;
import io.holdfast.suite.bench.load.Sample;
import io.holdfast.suite.bench.load.Stock;
import io.holdfast.suite.launch.Database;
import io.holdfast.testkit.service.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways that are compared do the same to the same schema; else the comparison would say nothing. */
class SameReservationTest {

    private static final Stock ONE = new Stock("HOT", 1);
    private static final Stock MANY = new Stock("WIDE", 20);
    private static final int ORDERS = 60;
    /** Units of levels that movements and open lines don't account for. */
    private static final String UNACCOUNTED = """
            select count(*) from (
                select l.sku, l.reserved, l.on_hand from level l join lateral (
                    select sum(reserved_change) as reserved, sum(on_hand_change) as on_hand from movement m
                    where m.merchant = l.merchant and m.sku = l.sku and m.location = l.location) m on true
                join lateral (select coalesce(sum(o.reserved), 0) as reserved from order_line o
                    where o.merchant = l.merchant and o.sku = l.sku and o.open) o on true
                where l.reserved <> m.reserved or l.on_hand <> m.on_hand or l.reserved <> o.reserved) as differing""";

    private final Vertx vertx = Vertx.vertx();
    private Database database;

    @BeforeEach
    void migrated() {
        database = BareStock.create(name -> TestPostgres.server().url().replace("://", "://postgres@") + "/" + name,
                "bare-" + UUID.randomUUID(), ONE, MANY);
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void aTransactionEachAFunctionCallEachAndTheEngineTakeTheSameUnits() {
        Reservations clients = result(Reservations.connect(vertx, database.address(), 4));
        EngineOrders engine = EngineOrders.on(vertx, database.address());
        run(clients.of(transactions(Job.Way.INTERACTIVE)));
        run(clients.of(transactions(Job.Way.ONE_STATEMENT)));
        run(engine.of(new Job.Engine(database.address(), BareStock.MERCHANT, BareStock.CHANNEL, ONE, "e-", 4, 1)));
        assertEquals(3 * ORDERS, database.number("select reserved from level where sku = 'HOT'"));
        assertEquals(3 * ORDERS, database.number("select count(*) from orders where state = 'UNPAID' and expires_at is not null"));
        assertEquals(2 * ORDERS, database.number("select count(*) from outbox where aggregate like 'bench/%'"), "an event each");
        assertTrue(database.number("select count(*) from outbox") > 2 * ORDERS, "the engine puts several into a row");
        assertEquals(0, database.number(UNACCOUNTED));
        assertEquals(1, database.number("select count(distinct parts) from order_line"), "lines are stored alike");
    }

    @Test
    void dueReservationsAreAsIfTheyHadBeenPlaced() {
        run(EngineOrders.on(vertx, database.address())
                .of(new Job.Engine(database.address(), BareStock.MERCHANT, BareStock.CHANNEL, MANY, "e-", 4, 1)));
        database.run("drop schema bench cascade");
        database.run(DueReservations.statements(BareStock.MERCHANT, MANY, 100, 60, 20));
        assertEquals(ORDERS + 100, database.number("select sum(reserved) from level"));
        assertEquals(0, database.number(UNACCOUNTED));
        assertEquals(100, database.number("select count(*) from orders where expires_at between holdfast_now() and holdfast_now() + interval '81 s'"));
        assertEquals(0, database.number(DueReservations.RELEASED));
    }

    @Test
    void theEngineSellsOnTopOfGrownOrders() {
        GrownOrders.fill(database, MANY, 200, done -> assertEquals(200, done));
        assertEquals(200, database.number("select count(*) from orders where state = 'FULFILLED'"));
        run(EngineOrders.on(vertx, database.address())
                .of(new Job.Engine(database.address(), BareStock.MERCHANT, BareStock.CHANNEL, MANY, "e-", 4, 1)));
        assertEquals(ORDERS, database.number("select sum(reserved) from level"));
    }

    private Job.Transactions transactions(Job.Way way) {
        return new Job.Transactions(database.address(), way, BareStock.MERCHANT, BareStock.CHANNEL, BareStock.LOCATION, ONE, way + "-", 4, 1);
    }

    private void run(Call call) {
        Sample sample = result(ClosedLoop.run(vertx, 4, Duration.ofSeconds(30), ORDERS, EngineOrders.ACCEPTED, call));
        assertEquals(Map.of(EngineOrders.ACCEPTED, (long) ORDERS), sample.answers());
        assertTrue(sample.latency().p50() > 0);
    }

    private static <T> T result(Future<T> work) {
        return work.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
