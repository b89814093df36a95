package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.ledger.Hold;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.OrderEvent.Kind;
import io.holdfast.stock.ledger.Part;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What happened, as the database tells it afterwards: whatever ran beside whatever, each step must have been allowed. */
final class StoredHistory {

    private static final String EVENTS = """
            select order_id, kind, state from order_event where merchant = $1 order by order_id, id""";
    /** R45: who takes units leaves none below zero. */
    private static final String OVERSOLD = """
            select sku, location, id, kind from movement where merchant = $1 and kind in ('RESERVATION', 'COMMITMENT', 'TRANSFER', 'INBOUND')
                and on_hand_change - reserved_change - committed_change < 0 and on_hand - reserved - committed < 0
                and (kind <> 'TRANSFER' or order_id is null)""";
    private static final String RUNNING = """
            select sku, location, id from (select sku, location, id, on_hand, reserved, committed, incoming,
                sum(on_hand_change) over w as h, sum(reserved_change) over w as r, sum(committed_change) over w as c, sum(incoming_change) over w as i
                from movement where merchant = $1 window w as (partition by sku, location order by id)) as m
            where on_hand <> h or reserved <> r or committed <> c or incoming <> i""";
    private static final String LEFT = """
            select sku, -sum(on_hand_change)::bigint as units from movement where merchant = $1 and kind in ('FULFILMENT', 'SALE') group by sku""";
    private static final String ARRIVED = """
            select sku, sum(on_hand_change)::bigint as units from movement where merchant = $1 and kind = 'RECEIPT' group by sku""";

    private StoredHistory() {}

    static void check(Pool pool, Shop shop, View view) {
        stepsAreAllowed(pool, shop, view);
        assertEquals(0, StoredView.rows(pool, OVERSOLD, shop.merchant).size(), "R45 units were taken that were not there");
        assertEquals(0, StoredView.rows(pool, RUNNING, shop.merchant).size(), "R2 a movement tells the values after it");
        Map<String, Long> shipped = new TreeMap<>();
        view.orders().values().forEach(o -> o.lines().forEach(l -> l.parts().stream().filter(Part::counted)
                .forEach(p -> shipped.merge(p.sku(), p.holds().stream().mapToLong(Hold::fulfilled).sum(), Long::sum))));
        assertEquals(withoutZeros(shipped), units(pool, LEFT, shop.merchant), "what left is what orders shipped, once");
        Map<String, Long> received = new TreeMap<>();
        view.shipments().values().forEach(s -> s.lines().forEach(l -> received.merge(l.sku(), l.received(), Long::sum)));
        assertEquals(withoutZeros(received), units(pool, ARRIVED, shop.merchant), "what arrived is what shipments brought, once");
    }

    private static Map<String, Long> units(Pool pool, String sql, String merchant) {
        Map<String, Long> units = new TreeMap<>();
        StoredView.rows(pool, sql, merchant).forEach(row -> units.put(row.getString("sku"), row.getLong("units")));
        return withoutZeros(units);
    }

    private static Map<String, Long> withoutZeros(Map<String, Long> units) {
        units.values().removeIf(u -> u == 0);
        return units;
    }

    /** R19: from its placement on, each order went from state to state as the table says. */
    private static void stepsAreAllowed(Pool pool, Shop shop, View view) {
        Map<UUID, Order> standing = new HashMap<>();
        for (Row row : StoredView.rows(pool, EVENTS, shop.merchant)) {
            Order is = view.orders().get(row.getUUID("order_id"));
            Kind kind = Kind.valueOf(row.getString("kind"));
            State to = State.valueOf(row.getString("state"));
            Order from = standing.get(is.id());
            if (kind == Kind.SALE) {
                assertTrue(from == null && to == State.FULFILLED, () -> "R22 sold at once: " + is);
            } else {
                Order was = from != null ? from : new Order(is.id(), is.merchant(), is.placement(), State.UNPAID, null, false, List.of());
                assertTrue(StateTable.after(was, kind).contains(to), () -> "R19 " + kind + " of " + was + " → " + to);
            }
            boolean paid = kind == Kind.PAYMENT || kind == Kind.SALE || from != null && from.paid();
            boolean shipped = kind == Kind.FULFILMENT || from != null && !from.lines().isEmpty();
            standing.put(is.id(), new Order(is.id(), is.merchant(), is.placement(), to, null, paid, shipped ? is.lines() : List.of()));
        }
        view.orders().values().forEach(order -> assertEquals(
                standing.containsKey(order.id()) ? standing.get(order.id()).state() : State.UNPAID, order.state(), () -> "its last event's state: " + order));
    }
}
