package io.holdfast.stock.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a batch decides on: items and orders as nobody else changes them until it is stored, and, as commands are decided,
 * the movements, orders and events to be stored. All of one instant: {@link #now()}, read along with them.
 */
public final class Book {

    private final Instant now;
    private final Map<String, Merchant> merchants;
    private final Stock stock;
    private final Set<ItemKey> held;
    private final Map<UUID, Order> orders = new LinkedHashMap<>();
    private final Map<Reference, UUID> references = new HashMap<>();
    private final Map<OrderEvent.Key, Order> answers;
    private final Map<UUID, Outcome> adjustments;
    private final Map<AdjustStock, Outcome.Adjusted> adjusted = new LinkedHashMap<>();
    private final Map<UUID, Shipment> shipments = new LinkedHashMap<>();
    private final Set<UUID> knownShipments;
    private final Set<UUID> changedShipments = new LinkedHashSet<>();
    private final List<Movement> movements = new ArrayList<>();
    private final List<OrderEvent> events = new ArrayList<>();
    private final Set<UUID> changed = new LinkedHashSet<>();
    private final Set<UUID> placed = new LinkedHashSet<>();
    /** Before the command that is being decided, where it changed something. */
    private final Map<ItemKey, Map<String, Long>> available = new TreeMap<>();
    private final Map<ItemKey, Queue> waiting = new HashMap<>();
    private final Set<Item> lookedAt = new LinkedHashSet<>();

    private record Reference(String merchant, String channel, String reference) {}

    /**
     * What was asked and answered before, so that asking again gets the same answer.
     *
     * @param events orders as the first answer to an event showed them
     * @param adjustments outcomes by command id
     */
    public record Answered(Map<OrderEvent.Key, Order> events, Map<UUID, Outcome> adjustments) {}

    /**
     * @param held items that may be changed; the others in stock are there to be looked at
     * @param orders every order that a command may touch
     */
    public Book(Instant now, Map<String, Merchant> merchants, Stock stock, Set<ItemKey> held, Collection<Order> orders,
            Collection<Shipment> shipments, Answered answered) {
        this.now = now;
        this.merchants = merchants;
        this.stock = stock;
        this.held = held;
        this.answers = new HashMap<>(answered.events());
        this.adjustments = new HashMap<>(answered.adjustments());
        orders.forEach(this::index);
        shipments.forEach(shipment -> this.shipments.put(shipment.id(), shipment));
        this.knownShipments = Set.copyOf(this.shipments.keySet());
    }

    /** Releases what is overdue, so that no decision takes a lapsed unit for a held one. */
    public void releaseOverdue() {
        orders.values().stream().filter(this::isOverdue).toList()
                .forEach(order -> decide(new ExpireOrder(order.merchant(), order.id())));
    }

    /** Whether there is something to release. */
    public boolean hasOverdue() {
        return orders.values().stream().anyMatch(this::isOverdue);
    }

    private boolean isOverdue(Order order) {
        return order.isDueAt(now) && holdsAllItemsOf(order);
    }

    /** Decides one command, and gives the units that it set free to those who wait for them. */
    public Outcome decide(Command command) {
        Outcome outcome = command.decide(this);
        cover();
        if (outcome instanceof Outcome.Done done && !done.repeated()) {
            Order order = orders.get(done.order().id());
            if (command instanceof OrderCommand event) {
                answers.put(event.event(), order);
            }
            return Outcome.done(order);
        }
        return outcome;
    }

    public Instant now() {
        return now;
    }

    public Merchant merchant(String id) {
        return merchants.get(id);
    }

    public Stock stock() {
        return stock;
    }

    public Item item(ItemKey key) {
        return stock.item(key);
    }

    Optional<Order> order(String merchant, UUID id) {
        return Optional.ofNullable(orders.get(id)).filter(o -> o.merchant().equals(merchant));
    }

    Optional<Order> byReference(String merchant, String channel, String reference) {
        return Optional.ofNullable(references.get(new Reference(merchant, channel, reference))).map(orders::get);
    }

    Order answerTo(OrderEvent.Key event) {
        return answers.get(event);
    }

    Optional<Shipment> shipment(String merchant, UUID id) {
        return Optional.ofNullable(shipments.get(id)).filter(s -> s.merchant().equals(merchant));
    }

    Outcome adjustment(UUID command) {
        return adjustments.get(command);
    }

    /** Changes a level and writes the movement that says why. A change of nothing writes nothing, unless it was counted. */
    void move(Item item, String location, Change change, Movement.Kind kind, UUID order, String reason, String actor) {
        available.computeIfAbsent(item.key(), k -> new LinkedHashMap<>()).putIfAbsent(location, item.at(location).available());
        if (change.isNothing() && kind != Movement.Kind.COUNT) {
            return;
        }
        Level after = item.change(location, change);
        movements.add(new Movement(item.key(), location, kind, change, after, order, reason, actor));
    }

    void put(Order order, OrderEvent event) {
        if (!orders.containsKey(order.id())) {
            placed.add(order.id());
        }
        index(order);
        changed.add(order.id());
        events.add(event);
    }

    /** Marks an item whose channels may have to be told something, although nothing was decided about it. */
    void look(ItemKey key) {
        if (held.contains(key) && stock.item(key) != null) {
            lookedAt.add(stock.item(key));
        }
    }

    Set<Item> lookedAt() {
        return lookedAt;
    }

    boolean holds(Item item) {
        return held.contains(item.key());
    }

    void put(Shipment shipment) {
        shipments.put(shipment.id(), shipment);
        changedShipments.add(shipment.id());
    }

    /** An adjustment that was made; asked again, also in this batch, it is not made again. */
    void put(AdjustStock command, Outcome.Adjusted outcome) {
        adjustments.put(command.id(), outcome);
        adjusted.put(command, outcome);
    }

    private void index(Order order) {
        orders.put(order.id(), order);
        references.put(new Reference(order.merchant(), order.placement().channel(), order.placement().reference()), order.id());
        order.lines().forEach(line -> line.parts().stream().filter(Part::waits).forEach(part ->
                waiting.computeIfAbsent(order.itemOf(part.sku()), k -> new Queue()).add(order)));
    }

    /** Whether every item of the order is held here; only then may its units be moved. */
    private boolean holdsAllItemsOf(Order order) {
        return order.lines().stream().allMatch(line -> held.contains(order.itemOf(line.sku()))
                && line.parts().stream().allMatch(part -> held.contains(order.itemOf(part.sku()))));
    }

    /** The oldest order that waits for units of an item, of those behind another one; null as that one: of all; null: there is none. */
    Order waitingFor(Item item, Order behind) {
        Queue queue = waiting.get(item.key());
        return queue == null ? null : queue.next(behind, orders::get, order -> waitsFor(order, item));
    }

    private boolean waitsFor(Order order, Item item) {
        return order.isOpen() && !order.isDueAt(now) && order.waitingFor(item.key().sku()) > 0;
    }

    /** What rose and fell by the same command set nothing free. */
    private void cover() {
        Map<ItemKey, Map<String, Long>> before = new TreeMap<>(available);
        available.clear();
        before.forEach((key, places) -> places.forEach((location, units) -> {
            Item item = stock.item(key);
            if (item.at(location).available() > units) {
                Covering.cover(this, item, location);
            }
        }));
        // Those who were covered only took.
        available.clear();
    }

    public List<Movement> movements() {
        return movements;
    }

    public List<OrderEvent> events() {
        return events;
    }

    /** Adjustments that this batch made. */
    public Map<AdjustStock, Outcome.Adjusted> adjusted() {
        return adjusted;
    }

    /** Orders as they are now, of those that a command changed. */
    public List<Order> changedOrders() {
        return changed.stream().map(orders::get).toList();
    }

    /** Whether the order was placed by this batch. */
    public boolean isNew(Order order) {
        return placed.contains(order.id());
    }

    public List<Item> touchedItems() {
        return stock.items().stream().filter(Item::isTouched).toList();
    }

    /** Shipments as they are now, of those that a command changed. */
    public List<Shipment> changedShipments() {
        return changedShipments.stream().map(shipments::get).toList();
    }

    /** Whether the shipment was sent by this batch. */
    public boolean isNew(Shipment shipment) {
        return !knownShipments.contains(shipment.id());
    }
}
