package io.holdfast.stock.lane;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.holdfast.stock.StockTest;
import io.holdfast.stock.book.BookStore;
import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Keyed;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.Wanted;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Commands that are sent again under their key, at two replicas: each time as a new command, as a request that is read again makes it. */
@QuarkusTest
class KeysTest extends StockTest {

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
        stocked("TEA", 100);
        channel("web", "ONLINE", null);
    }

    @Test
    @DisplayName("R82 one key at two replicas at once: done once, and everybody is told the same")
    void one_key_two_replicas() {
        List<Outcome> outcomes = all(IntStream.range(0, 60).mapToObj(i -> under("k", one_more())).toList());
        assertEquals(1, outcomes.stream().filter(Outcome.Adjusted.class::isInstance).count());
        assertEquals(1, outcomes.stream().map(KeysTest::first).distinct().count());
        get("/v1/stock/TEA").body("onHand", equalTo(101));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R82 many keys that meet in batches of two replicas, in any order: each done once")
    void many_keys_two_replicas() {
        List<Command> commands = IntStream.range(0, 1_000).mapToObj(i -> under("k-" + i * 37 % 100, one_more())).toList();
        assertEquals(100, all(commands).stream().filter(Outcome.Adjusted.class::isInstance).count());
        get("/v1/stock/TEA").body("onHand", equalTo(200));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R82 one key with two requests at once: one is done, the other is told that the key is taken")
    void one_key_two_requests() {
        for (int i = 0; i < 20; i++) {
            String key = "k-" + i;
            List<Outcome> outcomes = all(List.of(under(key, one_more()), new Keyed(one_more(), new Keyed.Key(key, 0, "another"))));
            assertEquals(Set.of(Outcome.Adjusted.class, Outcome.KeyTaken.class), outcomes.stream().map(Object::getClass).collect(Collectors.toSet()));
        }
        get("/v1/stock/TEA").body("onHand", equalTo(120));
    }

    @Test
    @DisplayName("R12 R82 a refusal is what it was, at either replica, although there are units now")
    void a_refusal() {
        assertInstanceOf(Outcome.Refused.class, all(List.of(under("k", order("A-1", 101)))).get(0));
        adjust("TEA", 50);
        List<Outcome> again = all(List.of(under("k", order("A-1", 101)), under("k", order("A-1", 101))));
        assertEquals(Set.of(Outcome.Refused.class), again.stream().map(KeysTest::first).map(Object::getClass).collect(Collectors.toSet()));
        assertInstanceOf(Outcome.Done.class, all(List.of(under("k2", order("A-1", 101)))).get(0));
    }

    @Test
    @DisplayName("R82 connections killed in the middle, callers that ask again until they are told: each done exactly once")
    void killed_connections() {
        Uni<Void> killer = Multi.createFrom().ticks().every(Duration.ofMillis(25)).onOverflow().drop().select().first(40)
                .onItem().transformToUniAndConcatenate(tick -> kill()).onItem().ignoreAsUni();
        Uni<List<Outcome>> load = Multi.createFrom().range(0, 1_000).onItem().transformToUni(this::untilTold).merge(64).collect().asList();
        Uni.combine().all().unis(load, killer).asTuple().await().atMost(LONG_ENOUGH);
        get("/v1/stock/TEA").body("onHand", equalTo(1_100));
        assertCleanAudit();
    }

    private Uni<Outcome> untilTold(int number) {
        return Uni.createFrom().deferred(() -> replicas.get(number % 2).submit(under("k-" + number, one_more())))
                .onFailure().retry().withBackOff(Duration.ofMillis(10), Duration.ofMillis(100)).atMost(200);
    }

    /** Ends the backends that are in a transaction, from a connection of its own. */
    private Uni<Void> kill() {
        return pool.query("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()
                    and backend_type = 'client backend'""").execute().replaceWithVoid().onFailure().recoverWithNull();
    }

    private Command under(String key, Command command) {
        return new Keyed(command, new Keyed.Key(key, 0, "the same"));
    }

    private Command one_more() {
        return new AdjustStock(merchant, UUID.randomUUID(), List.of(new AdjustStock.Line("TEA", "W1", AdjustStock.To.CHANGED_BY, 1, null)),
                false, "found", "test");
    }

    private Command order(String reference, long quantity) {
        return new PlaceOrder(merchant, UUID.randomUUID(), "web", reference, "c", List.of(new Wanted("TEA", quantity)), PlaceOrder.Wishes.NONE, "test");
    }

    private static Outcome first(Outcome outcome) {
        return outcome instanceof Outcome.Again again ? again.first() : outcome;
    }

    private List<Outcome> all(List<Command> commands) {
        return Multi.createFrom().range(0, commands.size())
                .onItem().transformToUni(i -> replicas.get(i % 2).submit(commands.get(i))).merge(4_000)
                .collect().asList().await().atMost(LONG_ENOUGH);
    }
}
