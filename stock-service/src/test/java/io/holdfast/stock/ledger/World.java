package io.holdfast.stock.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.stock.simulation.Auditor;
import io.holdfast.stock.simulation.Fact;
import io.holdfast.stock.simulation.Shop;
import io.holdfast.stock.simulation.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** A store in memory: gives each command a fresh book, keeps what the book says, and audits after every command. */
final class World {

    static final String MERCHANT = "m";

    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    final List<String> locations = new ArrayList<>(List.of("W1"));
    final Map<String, Channel> channels = new LinkedHashMap<>();
    final Map<String, Item.Tracking> tracking = new TreeMap<>();
    final Set<String> inStock = new LinkedHashSet<>();
    final Map<String, List<Wanted>> bundles = new HashMap<>();
    final Map<UUID, Shipment> shipments = new LinkedHashMap<>();
    final Set<String> archived = new LinkedHashSet<>();
    final Map<String, Map<String, Level>> levels = new TreeMap<>();
    final Map<String, Map<UUID, Allocation>> allocations = new TreeMap<>();
    final Map<String, Long> backordered = new HashMap<>();
    final Map<String, Map<String, Long>> told = new HashMap<>();
    final List<Telling.News> news = new ArrayList<>();
    final Map<UUID, Order> orders = new LinkedHashMap<>();
    final Map<OrderEvent.Key, Order> answers = new HashMap<>();
    final Map<UUID, Outcome> adjustments = new HashMap<>();
    final List<Movement> movements = new ArrayList<>();
    Settings settings = new Settings(Trigger.ON_ORDER, new Life(Duration.ofMinutes(60)), Settings.OnShortage.BACKORDER, null, Map.of());

    Merchant merchant() {
        return new Merchant(MERCHANT, List.copyOf(locations), Map.copyOf(channels), settings);
    }

    private Item item(String sku) {
        return new Item(new ItemKey(MERCHANT, sku), tracking.get(sku), inStock.contains(sku), archived.contains(sku),
                bundles.getOrDefault(sku, List.of()), levels.getOrDefault(sku, Map.of()),
                allocations.getOrDefault(sku, Map.of()).values(), backordered.getOrDefault(sku, 0L),
                told.getOrDefault(sku, Map.of()));
    }

    Stock stock() {
        return new Stock(tracking.keySet().stream().map(this::item).toList());
    }

    Offer offer(String channel, String sku) {
        Stock stock = stock();
        return Offer.of(stock, stock.item(new ItemKey(MERCHANT, sku)), channels.get(channel), merchant(), now);
    }

    Outcome decide(Command command) {
        Book book = book();
        book.releaseOverdue();
        Outcome outcome = book.decide(command);
        news.addAll(Telling.of(book));
        keep(book);
        if (command instanceof OrderCommand event && outcome instanceof Outcome.Done done) {
            answers.put(event.event(), done.order());
        }
        if (command instanceof AdjustStock adjust) {
            adjustments.put(adjust.id(), outcome);
        }
        Auditor.check(shop(), view());
        return outcome;
    }

    private Book book() {
        Stock stock = stock();
        Set<ItemKey> held = stock.items().stream().map(Item::key).collect(Collectors.toSet());
        return new Book(now, Map.of(MERCHANT, merchant()), stock, held, orders.values(), shipments.values(),
                new Book.Answered(answers, adjustments));
    }

    private void keep(Book book) {
        movements.addAll(book.movements());
        book.changedOrders().forEach(order -> orders.put(order.id(), order));
        book.changedShipments().forEach(shipment -> shipments.put(shipment.id(), shipment));
        for (Item item : book.touchedItems()) {
            String sku = item.key().sku();
            levels.put(sku, new TreeMap<>(item.levels()));
            backordered.put(sku, item.backordered());
            told.put(sku, item.told());
            item.drawnFrom().forEach(a -> allocations.get(sku).put(a.id(), a));
        }
    }

    private Shop shop() {
        Shop shop = new Shop(MERCHANT);
        tracking.keySet().forEach(sku -> shop.learn(new Fact.OfVariant(MERCHANT, new Fact.Variant(sku, tracking.get(sku), inStock.contains(sku),
                archived.contains(sku), bundles.getOrDefault(sku, List.of())))));
        allocations.forEach((sku, all) -> all.values().forEach(a -> shop.learn(new Fact.OfAllocation(MERCHANT, sku, a, false))));
        return shop;
    }

    private View view() {
        Map<String, Map<String, Level>> moved = new HashMap<>();
        for (Movement m : movements) {
            Map<String, Level> sums = moved.computeIfAbsent(m.item().sku(), k -> new HashMap<>());
            sums.put(m.location(), sums.getOrDefault(m.location(), Level.ZERO).plus(m.change()));
            assertEquals(sums.get(m.location()), m.after(), () -> "a movement's values after it: " + m);
        }
        Map<UUID, Long> drawn = new HashMap<>();
        allocations.values().forEach(all -> all.values().forEach(a -> drawn.put(a.id(), a.drawn())));
        return new View(levels, moved, backordered, drawn, orders, shipments);
    }
}
