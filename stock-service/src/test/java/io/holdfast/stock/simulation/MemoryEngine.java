package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.Allocation;
import io.holdfast.stock.ledger.Book;
import io.holdfast.stock.ledger.Change;
import io.holdfast.stock.ledger.Channel;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.ItemKey;
import io.holdfast.stock.ledger.Level;
import io.holdfast.stock.ledger.Merchant;
import io.holdfast.stock.ledger.Movement;
import io.holdfast.stock.ledger.Offer;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.OrderCommand;
import io.holdfast.stock.ledger.OrderEvent;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Shipment;
import io.holdfast.stock.ledger.Stock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The ledger alone: gives each command a fresh book of all there is, and keeps what the book says. */
final class MemoryEngine implements Engine {

    private static final Comparator<Order> BY_KEY = Comparator.comparing(Order::merchant).thenComparing(o -> o.id().toString());

    final Map<String, Shop> shops = new TreeMap<>();
    final List<Movement> movements = new ArrayList<>();
    final List<OrderEvent> events = new ArrayList<>();
    private final Map<String, View> views = new HashMap<>();
    private final Map<OrderEvent.Key, Order> answers = new HashMap<>();
    private final Map<UUID, Outcome> adjustments = new HashMap<>();
    private Instant now;

    @Override
    public void learn(Fact fact) {
        shop(fact.merchant()).learn(fact);
    }

    @Override
    public void moveTo(Instant moment) {
        now = moment;
    }

    @Override
    public Outcome decide(Command command) {
        Book book = book();
        book.releaseOverdue();
        Outcome outcome = book.decide(command);
        keep(book);
        if (command instanceof OrderCommand event && outcome instanceof Outcome.Done done && !done.repeated()) {
            answers.put(event.event(), done.order());
        } else if (command instanceof AdjustStock adjust && outcome instanceof Outcome.Adjusted adjusted && adjusted.stored()) {
            adjustments.put(adjust.id(), adjusted);
        }
        return outcome;
    }

    /** Lets every deadline that has passed have its effect. */
    void settle() {
        if (!due().isEmpty()) {
            Book book = book();
            book.releaseOverdue();
            keep(book);
        }
    }

    /** Orders that are overdue, in the order in which the database has them. */
    List<Order> due() {
        return views.values().stream().flatMap(view -> view.orders().values().stream()).filter(o -> o.isDueAt(now)).sorted(BY_KEY).toList();
    }

    @Override
    public View view(String merchant) {
        return views.getOrDefault(merchant, View.EMPTY);
    }

    Offer offer(String merchant, Channel channel, String sku) {
        Stock stock = stock();
        return Offer.of(stock, stock.item(new ItemKey(merchant, sku)), channel, shop(merchant).asMerchant(), now);
    }

    private Shop shop(String merchant) {
        return shops.computeIfAbsent(merchant, Shop::new);
    }

    private Book book() {
        Map<String, Merchant> merchants = shops.values().stream().collect(Collectors.toMap(s -> s.merchant, Shop::asMerchant));
        Stock stock = stock();
        Set<ItemKey> held = stock.items().stream().map(Item::key).collect(Collectors.toSet());
        List<Order> orders = new ArrayList<>();
        List<Shipment> shipments = new ArrayList<>();
        views.values().forEach(view -> {
            orders.addAll(view.orders().values());
            shipments.addAll(view.shipments().values());
        });
        if (orders.stream().anyMatch(o -> o.isDueAt(now))) {
            orders.sort(BY_KEY);
        }
        return new Book(now, merchants, stock, held, orders, shipments, new Book.Answered(answers, adjustments));
    }

    private Stock stock() {
        return new Stock(shops.values().stream().flatMap(shop -> shop.variants.values().stream().map(v -> item(shop, v))).toList());
    }

    private Item item(Shop shop, Fact.Variant variant) {
        View view = view(shop.merchant);
        List<Allocation> allocations = shop.of(variant.sku()).values().stream().map(a -> new Allocation(a.id(), a.purpose(), a.members(),
                a.quantity(), a.adjust(), a.window(), view.drawn().getOrDefault(a.id(), 0L), a.position())).toList();
        return new Item(new ItemKey(shop.merchant, variant.sku()), variant.tracking(), variant.inStock(), variant.archived(),
                variant.components(), view.levels().getOrDefault(variant.sku(), Map.of()), allocations,
                view.backordered().getOrDefault(variant.sku(), 0L), Map.of());
    }

    /** A merchant's view is replaced if anything of it changed, and stays the very same if nothing did. */
    private void keep(Book book) {
        Map<String, View> changed = new HashMap<>();
        for (Item item : book.touchedItems()) {
            View view = changed.computeIfAbsent(item.key().merchant(), this::copy);
            if (!item.levels().isEmpty()) {
                view.levels().put(item.key().sku(), new TreeMap<>(item.levels()));
            }
            view.backordered().put(item.key().sku(), item.backordered());
            item.drawnFrom().forEach(a -> view.drawn().put(a.id(), a.drawn()));
        }
        for (Movement m : book.movements()) {
            Map<String, Level> moved = changed.computeIfAbsent(m.item().merchant(), this::copy).moved()
                    .compute(m.item().sku(), (sku, sums) -> sums == null ? new TreeMap<>() : new TreeMap<>(sums));
            moved.put(m.location(), plus(moved.getOrDefault(m.location(), Level.ZERO), m.change()));
            assertEquals(moved.get(m.location()), m.after(), () -> "R2 a movement tells the values after it: " + m);
        }
        book.changedOrders().forEach(o -> changed.computeIfAbsent(o.merchant(), this::copy).orders().put(o.id(), o));
        book.changedShipments().forEach(s -> changed.computeIfAbsent(s.merchant(), this::copy).shipments().put(s.id(), s));
        views.putAll(changed);
        movements.addAll(book.movements());
        events.addAll(book.events());
    }

    private View copy(String merchant) {
        View view = view(merchant);
        return new View(new TreeMap<>(view.levels()), new TreeMap<>(view.moved()), new TreeMap<>(view.backordered()),
                new HashMap<>(view.drawn()), new LinkedHashMap<>(view.orders()), new LinkedHashMap<>(view.shipments()));
    }

    private static Level plus(Level level, Change change) {
        return new Level(level.onHand() + change.onHand(), level.reserved() + change.reserved(),
                level.committed() + change.committed(), level.incoming() + change.incoming());
    }
}
