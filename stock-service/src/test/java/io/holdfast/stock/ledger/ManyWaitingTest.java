package io.holdfast.stock.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ManyWaitingTest {

    private static final ItemKey TEA = new ItemKey("m", "TEA");
    private static final int WAITING = 20_000;
    private static final int CANCELLED = 1_000;
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Channel b2b = new Channel("b2b", Channel.Kind.B2B, null, false, null, null, true, 100, 1);
    private final Item tea = new Item(TEA, Item.Tracking.QUANTITY, false, false, List.of(),
            Map.of("W1", new Level(CANCELLED, CANCELLED, 0, 0)), List.of(), WAITING, Map.of());

    @Test
    @DisplayName("R47 a batch of cancellations serves the oldest of a long queue, and takes no longer because the queue is long")
    void a_long_queue() {
        List<Order> holding = new ArrayList<>();
        List<Order> waiting = new ArrayList<>();
        for (int i = 0; i < CANCELLED; i++) {
            holding.add(order("H-" + i, NOON.minusSeconds(100_000), List.of(Hold.of("W1", 1, false)), 0));
        }
        for (int i = 0; i < WAITING; i++) {
            waiting.add(order("W-" + i, NOON.minusSeconds(WAITING - i), List.of(), 1));
        }
        List<Order> all = new ArrayList<>(holding);
        all.addAll(waiting);
        Collections.shuffle(all, new Random(7));
        Book book = book(all);
        assertTimeout(Duration.ofSeconds(4), () -> holding.forEach(order ->
                book.decide(new CancelOrder("m", order.id(), "e", null, "test"))));
        waiting.subList(0, CANCELLED).forEach(order -> assertEquals(0, book.order("m", order.id()).orElseThrow().backordered()));
        waiting.subList(CANCELLED, WAITING).forEach(order -> assertEquals(1, book.order("m", order.id()).orElseThrow().backordered()));
        assertEquals(0, tea.at("W1").available());
        assertEquals(WAITING - CANCELLED, tea.backordered());
    }

    private Book book(List<Order> orders) {
        Settings settings = new Settings(Trigger.ON_ORDER, Life.NEVER, Settings.OnShortage.BACKORDER, null, Map.of());
        Merchant merchant = new Merchant("m", List.of("W1"), Map.of("b2b", b2b), settings);
        return new Book(NOON, Map.of("m", merchant), new Stock(List.of(tea)), Set.of(TEA), orders, List.of(),
                new Book.Answered(Map.of(), Map.of()));
    }

    private static Order order(String reference, Instant at, List<Hold> holds, long backordered) {
        Order.Placement placement = new Order.Placement("b2b", reference, "c", Trigger.ON_ORDER, true, null, null, "test", at, null);
        Part part = new Part("TEA", 1, true, holds, backordered);
        return new Order(UUID.randomUUID(), "m", placement, Order.State.UNPAID, null, false,
                List.of(new OrderLine("TEA", 1, List.of(part), 0, List.of())));
    }
}
