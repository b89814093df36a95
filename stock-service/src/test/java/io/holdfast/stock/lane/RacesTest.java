package io.holdfast.stock.lane;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.stock.StockTest;
import io.holdfast.stock.book.BookStore;
import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.CancelOrder;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.FulfilOrder;
import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PayOrder;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.SellOverCounter;
import io.holdfast.stock.ledger.SendShipment;
import io.holdfast.stock.ledger.Wanted;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two commands that meet, one at each of two replicas, again and again: every test is named after its race. */
@QuarkusTest
class RacesTest extends StockTest {

    private static final int TIMES = 25;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    @Inject
    Vertx vertx;
    @Inject
    BookStore store;
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    private Lanes one;
    private Lanes other;

    @BeforeEach
    void two_replicas_of_a_shop() {
        one = new Lanes(vertx, store);
        other = new Lanes(vertx, store);
        post("/v1/locations", Map.of("code", "S1", "name", "Shop", "kind", "SHOP")).statusCode(201);
        channel("web", "ONLINE", null);
        channel("till", "POS", null);
    }

    @AfterEach
    void everything_adds_up() {
        assertCleanAudit();
    }

    /** Both outcomes of what is asked at the same time. */
    private record Both(Outcome first, Outcome second) {
        private long done() {
            return List.of(first, second).stream().filter(o -> o instanceof Outcome.Done || o instanceof Outcome.Sent).count();
        }
    }

    @Test
    @DisplayName("R6 an order for a bundle, and an edit of what the bundle is made of")
    void ordered_while_its_recipe_is_edited() throws Exception {
        stocked("TEA", 5);
        stocked("JAM", 5);
        bundle("SET", "TEA");
        // Else it might be the channels' telling that waits for the lock, and not the order.
        awaitTelling();
        try (Connection other = DriverManager.getConnection(database, "postgres", ""); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select from item where merchant = '" + merchant + "' and sku = 'SET' for update");
            CompletableFuture<String> order = CompletableFuture.supplyAsync(() -> place("web", "A-1", "SET", 1));
            Awaitility.await().until(() -> statement.executeQuery("select from pg_locks where not granted").next());
            statement.execute("update bundle_component set sku = 'JAM' where merchant = '" + merchant + "'");
            other.commit();
            order.get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
        }
        get("/v1/stock/JAM").body("reserved", equalTo(1));
        get("/v1/stock/TEA").body("reserved", equalTo(0));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R45 two buyers, one unit")
    void two_buyers_one_unit() {
        times(sku -> {
            stocked(sku, 1);
            assertEquals(1, race(place("A-" + sku, sku, 1, null), place("B-" + sku, sku, 1, null)).done());
        });
    }

    @Test
    @DisplayName("R6 R45 a bundle and its last component")
    void a_bundle_and_its_last_component() {
        times(sku -> {
            stocked(sku, 2);
            fact(EventTypes.VARIANT_CHANGED, "BOX-" + sku, new VariantChanged("BOX-" + sku, "p", "Box", "QUANTITY", null, null, Map.of(), Map.of(),
                    true, Map.of(), false, List.of(new VariantChanged.Component(sku, 2)), Instant.EPOCH));
            assertEquals(1, race(place("A-" + sku, "BOX-" + sku, 1, null), place("B-" + sku, sku, 1, null)).done());
        });
    }

    @Test
    @DisplayName("R25 two new attempts supersede the same basket")
    void two_attempts_supersede_one_basket() {
        times(sku -> {
            stocked(sku, 3);
            UUID basket = UUID.fromString(place("web", "old-" + sku, sku, 3));
            assertEquals(1, race(place("A-" + sku, sku, 3, basket), place("B-" + sku, sku, 3, basket)).done());
            get("/v1/stock/" + sku).body("reserved", equalTo(3));
        });
    }

    @Test
    @DisplayName("R19 a payment and a cancellation")
    void payment_and_cancellation() {
        times(sku -> {
            stocked(sku, 1);
            UUID order = UUID.fromString(place("web", "A-" + sku, sku, 1));
            race(new PayOrder(merchant, order, "paid", "test"), new CancelOrder(merchant, order, "off", null, "test"));
            String state = get("/v1/orders/" + order).extract().path("state");
            // A payment that comes second takes the units again; a cancellation that comes second gives them back.
            get("/v1/stock/" + sku).body("available", equalTo(state.equals("PAID") ? 0 : 1));
        });
    }

    @Test
    @DisplayName("R19 the same payment at both replicas")
    void the_same_payment_twice() {
        times(sku -> {
            stocked(sku, 1);
            UUID order = UUID.fromString(place("web", "A-" + sku, sku, 1));
            Both both = race(new PayOrder(merchant, order, "paid", "test"), new PayOrder(merchant, order, "paid", "test"));
            assertEquals(List.of(State.PAID, State.PAID), List.of(state(both.first()), state(both.second())));
            assertTrue(((Outcome.Done) both.first()).repeated() ^ ((Outcome.Done) both.second()).repeated(), "one is the answer of the other");
            get("/v1/stock/" + sku).body("committed", equalTo(1));
        });
    }

    @Test
    @DisplayName("R19 R20 a shipment and a cancellation")
    void shipping_and_cancellation() {
        times(sku -> {
            stocked(sku, 1);
            UUID order = UUID.fromString(place("web", "A-" + sku, sku, 1));
            post("/v1/orders/" + order + "/payment", Map.of("eventId", "paid")).statusCode(200);
            assertEquals(1, race(new FulfilOrder(merchant, order, "out", null, "test"), new CancelOrder(merchant, order, "off", null, "test")).done());
        });
    }

    @Test
    @DisplayName("R7 R45 a transfer and an order for the last unit")
    void transfer_and_order() {
        times(sku -> {
            stocked(sku, 1);
            assertEquals(1, race(place("A-" + sku, sku, 1, null),
                    new SendShipment(merchant, UUID.randomUUID(), "W1", "S1", null, null, List.of(new Wanted(sku, 1)), "test")).done());
        });
    }

    @Test
    @DisplayName("R7 R22 an online order and a till that takes the unit from the warehouse")
    void order_and_take_from() {
        times(sku -> {
            stocked(sku, 1);
            assertEquals(1, race(place("A-" + sku, sku, 1, null), new SellOverCounter(merchant, UUID.randomUUID(), "till", "T-" + sku, "c",
                    "S1", "W1", List.of(new Wanted(sku, 1)), "test")).done());
        });
    }

    @Test
    @DisplayName("R4 two counts that expect the same stock")
    void two_counts() {
        times(sku -> {
            stocked(sku, 5);
            Both both = race(count(sku, 7), count(sku, 9));
            long done = List.of(both.first(), both.second()).stream()
                    .filter(o -> ((Outcome.Adjusted) o).results().get(0).status() == AdjustStock.Status.DONE).count();
            assertEquals(1, done);
        });
    }

    @Test
    @DisplayName("R17 a late payment and a new buyer for the same unit")
    void late_payment_and_new_buyer() {
        times(sku -> {
            stocked(sku, 1);
            UUID order = UUID.fromString(place("web", "A-" + sku, sku, 1));
            post("/v1/orders/" + order + "/payment-failure", Map.of("eventId", "no")).statusCode(200);
            Both both = race(new PayOrder(merchant, order, "after all", "test"), place("B-" + sku, sku, 1, null));
            boolean sold = both.second() instanceof Outcome.Done;
            assertEquals(sold ? State.SHORT : State.PAID, state(both.first()));
        });
    }

    private static State state(Outcome outcome) {
        return ((Outcome.Done) outcome).order().state();
    }

    private Command count(String sku, long units) {
        return new AdjustStock(merchant, UUID.randomUUID(), List.of(new AdjustStock.Line(sku, "W1", AdjustStock.To.COUNTED, units, 5L)),
                false, "count", "test");
    }

    private Command place(String reference, String sku, long quantity, UUID supersedes) {
        return new PlaceOrder(merchant, UUID.randomUUID(), "web", reference, reference, List.of(new Wanted(sku, quantity)),
                new PlaceOrder.Wishes(null, null, null, supersedes, null), "test");
    }

    private Both race(Command first, Command second) {
        return Uni.combine().all().unis(one.submit(first), other.submit(second)).with(Both::new).await().atMost(LONG_ENOUGH);
    }

    /** Each time with a SKU of its own. */
    private static void times(Consumer<String> race) {
        for (int i = 0; i < TIMES; i++) {
            race.accept("TEA-" + i);
        }
    }
}
