package io.holdfast.stock.lane;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.service.problem.Problem;
import io.holdfast.stock.StockTest;
import io.holdfast.stock.book.BookStore;
import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.ReceiveShipment;
import io.holdfast.stock.ledger.SendShipment;
import io.holdfast.stock.ledger.Wanted;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two sets of lanes on one database are two replicas to it: what one's lanes keep apart, only locks keep apart between both. */
@QuarkusTest
class TwoReplicasTest extends StockTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Inject
    Vertx vertx;
    @Inject
    BookStore store;
    @Inject
    Pool pool;

    private List<Lanes> replicas;

    @BeforeEach
    void two_replicas() {
        replicas = List.of(new Lanes(vertx, store), new Lanes(vertx, store));
    }

    @Test
    @DisplayName("R45 500 units, 2,000 buyers, two replicas: exactly 500")
    void two_replicas_one_pile() {
        stocked("TEA", 500);
        channel("web", "ONLINE", null);
        List<Outcome> outcomes = all(IntStream.range(0, 2_000).mapToObj(i -> buyer("b-" + i, "TEA")).toList());
        assertEquals(500, outcomes.stream().filter(Outcome.Done.class::isInstance).count());
        get("/v1/stock/TEA").body("reserved", equalTo(500)).body("available", equalTo(0));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R46 R45 a reserve is drawn to its last unit and no further, by two replicas")
    void two_replicas_one_pot() {
        stocked("TEA", 100);
        channel("web", "ONLINE", null);
        channel("b2b", "B2B", null);
        UUID pot = reserve("TEA", 130, "FOLLOW", "b2b");
        List<Outcome> outcomes = all(IntStream.range(0, 400).mapToObj(i -> (Command) new PlaceOrder(merchant, UUID.randomUUID(),
                "b2b", "b-" + i, "c", List.of(new Wanted("TEA", 1)), PlaceOrder.Wishes.NONE, "test")).toList());
        assertEquals(130, outcomes.stream().filter(Outcome.Done.class::isInstance).count());
        get("/v1/stock/TEA").body("reserved", equalTo(100)).body("backordered", equalTo(30));
        get("/v1/orders?channel=b2b&limit=1").body("items[0].lines[0].allocation", equalTo(pot.toString()));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R13 the same reference at both replicas is one order")
    void one_reference_two_replicas() {
        stocked("TEA", 50);
        channel("web", "ONLINE", null);
        List<Outcome> outcomes = all(IntStream.range(0, 40).mapToObj(i -> buyer("the-same", "TEA")).toList());
        assertEquals(1, outcomes.stream().map(o -> ((Outcome.Done) o).order().id()).distinct().count());
        get("/v1/stock/TEA").body("reserved", equalTo(1));
    }

    @Test
    @DisplayName("R82 an adjustment that is sent again, at once or later, is made once and answered the same")
    void adjusted_once() {
        stocked("TEA", 5);
        AdjustStock more = new AdjustStock(merchant, UUID.randomUUID(), List.of(new AdjustStock.Line("TEA", "W1", AdjustStock.To.CHANGED_BY, 3, null)),
                false, "found", "test");
        Outcome made = new Outcome.Adjusted(List.of(new AdjustStock.Result("TEA", "W1", AdjustStock.Status.DONE, 8L)), true);
        assertEquals(Set.of(made), Set.copyOf(all(List.of(more, more, more, more))));
        assertEquals(List.of(made), all(List.of(more)));
        get("/v1/stock/TEA").body("onHand", equalTo(8));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R7 many receipts of one shipment at once, at two replicas: each unit arrives once")
    void receipts_of_one_shipment() {
        variant("TEA");
        UUID shipment = UUID.randomUUID();
        all(List.of(new SendShipment(merchant, shipment, null, "W1", null, null, List.of(new Wanted("TEA", 50)), "test")));
        all(IntStream.range(0, 40).mapToObj(i -> (Command) new ReceiveShipment(merchant, shipment, UUID.randomUUID(),
                List.of(new Wanted("TEA", 1)), false, "test")).toList());
        get("/v1/stock/TEA").body("onHand", equalTo(40)).body("incoming", equalTo(10));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R82 connections killed in the middle: every order answered with success is there once, and nothing else is")
    void killed_connections() {
        stocked("TEA", 5_000);
        channel("web", "ONLINE", null);
        Uni<Void> killer = Multi.createFrom().ticks().every(Duration.ofMillis(25)).onOverflow().drop().select().first(40)
                .onItem().transformToUniAndConcatenate(tick -> kill()).onItem().ignoreAsUni();
        Uni<List<Object>> load = Multi.createFrom().range(0, 3_000).onItem().transformToUni(i -> answer(i)).merge(64).collect().asList();
        List<Object> answers = Uni.combine().all().unis(load, killer).asTuple().await().atMost(LONG_ENOUGH).getItem1();
        Set<UUID> accepted = answers.stream().filter(UUID.class::isInstance).map(UUID.class::cast).collect(Collectors.toSet());
        assertEquals(3_000, answers.size());
        assertTrue(answers.stream().allMatch(a -> a instanceof UUID || a instanceof Problem), "only orders and clear problems");
        assertTrue(accepted.size() > 500, "most get through");
        Set<UUID> stored = new HashSet<>();
        pool.preparedQuery("select id from orders where merchant = $1").execute(Tuple.of(merchant))
                .await().atMost(LONG_ENOUGH).forEach(row -> stored.add(row.getUUID("id")));
        assertTrue(stored.containsAll(accepted), "nothing answered with success is lost");
        get("/v1/stock/TEA").body("reserved", equalTo(stored.size()));
        assertCleanAudit();
    }

    private Uni<Object> answer(int number) {
        return replicas.get(number % 2).submit(buyer("b-" + number, "TEA"))
                .map(outcome -> (Object) ((Outcome.Done) outcome).order().id())
                .onFailure().recoverWithItem(failure -> failure);
    }

    /** Ends the backends that are in a transaction, from a connection of its own. */
    private Uni<Void> kill() {
        return pool.query("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()
                    and backend_type = 'client backend'""").execute().replaceWithVoid().onFailure().recoverWithNull();
    }

    private Command buyer(String reference, String sku) {
        return new PlaceOrder(merchant, UUID.randomUUID(), "web", reference, sku, List.of(new Wanted(sku, 1)), PlaceOrder.Wishes.NONE, "test");
    }

    private List<Outcome> all(List<Command> commands) {
        return Multi.createFrom().range(0, commands.size())
                .onItem().transformToUni(i -> replicas.get(i % 2).submit(commands.get(i))).merge(4_000)
                .collect().asList().await().atMost(LONG_ENOUGH);
    }
}
