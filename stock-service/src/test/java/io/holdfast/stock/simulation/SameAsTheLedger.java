package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.ExpireOrder;
import io.holdfast.stock.ledger.Movement;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.OrderEvent;
import io.holdfast.stock.ledger.Outcome;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** One command after the other, to the ledger in memory and to the engine on its database: whatever they answer and keep is the same. */
final class SameAsTheLedger {

    private static final int LOOK_EVERY = 50;
    private static final String MOVEMENTS = """
            select sku, location, kind, on_hand_change, reserved_change, committed_change, incoming_change, order_id, reason, actor
            from movement where merchant = $1 order by sku, id""";
    private static final String EVENTS = """
            select order_id, kind, event_id, state, actor from order_event where merchant = $1 order by order_id, id""";

    private final Workload workload;
    private final MemoryEngine memory = new MemoryEngine();
    private final DatabaseEngine database;
    private final Pool pool;
    int step;

    SameAsTheLedger(Workload workload, DatabaseEngine database, Pool pool) {
        this.workload = workload;
        this.database = database;
        this.pool = pool;
    }

    void go(int steps) {
        moveTo();
        workload.opening().forEach(this::learn);
        for (step = 0; step < steps; step++) {
            if (workload.passes()) {
                moveTo();
                expire();
            }
            Fact edit = workload.edit();
            if (edit != null) {
                learn(edit);
            }
            Command command = workload.command();
            Outcome expected = memory.decide(command);
            assertEquals(expected, database.decide(command), () -> "the engine answers as the ledger does: " + command);
            workload.learn(command, expected);
            if (step % LOOK_EVERY == LOOK_EVERY - 1) {
                workload.shops.values().forEach(this::assertSameViews);
            }
        }
        workload.shops.values().forEach(this::assertSameHistory);
    }

    private void moveTo() {
        memory.moveTo(workload.now());
        database.moveTo(workload.now());
    }

    private void learn(Fact fact) {
        memory.learn(fact);
        database.learn(fact);
    }

    private void expire() {
        List<Command> due = new ArrayList<>();
        for (Order order : memory.due()) {
            due.add(new ExpireOrder(order.merchant(), order.id()));
        }
        memory.settle();
        if (!due.isEmpty()) {
            database.decide(due);
        }
    }

    private void assertSameViews(Shop shop) {
        View expected = memory.view(shop.merchant);
        View stored = database.view(shop.merchant);
        assertEquals(expected.levels(), stored.levels(), "levels");
        assertEquals(expected.moved(), stored.moved(), "sums of movements");
        assertEquals(withoutZeros(expected.backordered()), stored.backordered(), "backordered units");
        shop.allocations.values().forEach(all -> all.keySet().forEach(id -> assertEquals(expected.drawn().getOrDefault(id, 0L),
                stored.drawn().getOrDefault(id, 0L), () -> "drawn of " + id)));
        assertEquals(expected.orders(), stored.orders(), "orders");
        assertEquals(expected.shipments(), stored.shipments(), "shipments");
        Auditor.check(shop, stored);
    }

    private static Map<String, Long> withoutZeros(Map<String, Long> units) {
        Map<String, Long> others = new TreeMap<>(units);
        others.values().removeIf(u -> u == 0);
        return others;
    }

    private void assertSameHistory(Shop shop) {
        Map<String, List<String>> movements = new TreeMap<>();
        memory.movements.stream().filter(m -> m.item().merchant().equals(shop.merchant)).forEach(m ->
                movements.computeIfAbsent(m.item().sku(), k -> new ArrayList<>()).add(told(m)));
        Map<String, List<String>> stored = new TreeMap<>();
        StoredView.rows(pool, MOVEMENTS, shop.merchant).forEach(r -> stored.computeIfAbsent(r.getString("sku"), k -> new ArrayList<>())
                .add(r.getString("location") + " " + r.getString("kind") + " " + r.getLong("on_hand_change") + " " + r.getLong("reserved_change")
                        + " " + r.getLong("committed_change") + " " + r.getLong("incoming_change") + " " + r.getUUID("order_id") + " "
                        + r.getString("reason") + " " + r.getString("actor")));
        assertEquals(movements, stored, "movements");
        Map<UUID, List<String>> events = new TreeMap<>();
        memory.events.stream().filter(e -> e.key().merchant().equals(shop.merchant))
                // Its placement stands in the order itself.
                .filter(e -> e.key().kind() != OrderEvent.Kind.PLACEMENT).forEach(e ->
                events.computeIfAbsent(e.key().order(), k -> new ArrayList<>()).add(told(e)));
        Map<UUID, List<String>> storedEvents = new TreeMap<>();
        StoredView.rows(pool, EVENTS, shop.merchant).forEach(r -> storedEvents.computeIfAbsent(r.getUUID("order_id"), k -> new ArrayList<>())
                .add(r.getString("kind") + " " + r.getString("event_id") + " " + r.getString("state") + " " + r.getString("actor")));
        assertEquals(events, storedEvents, "events of orders");
    }

    private static String told(Movement m) {
        return m.location() + " " + m.kind() + " " + m.change().onHand() + " " + m.change().reserved() + " " + m.change().committed() + " "
                + m.change().incoming() + " " + m.order() + " " + m.reason() + " " + m.actor();
    }

    private static String told(OrderEvent e) {
        return e.key().kind() + " " + e.key().eventId() + " " + e.state() + " " + e.actor();
    }
}
