package io.holdfast.stock.simulation;

import io.holdfast.stock.book.OrderRows;
import io.holdfast.stock.book.ShipmentRows;
import io.holdfast.stock.ledger.Level;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Shipment;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What the database says of one merchant, read by plain SQL while nothing is going on. */
final class StoredView {

    private static final String LEVELS = """
            select sku, location, on_hand, reserved, committed, incoming from level where merchant = $1""";
    private static final String MOVED = """
            select sku, location, sum(on_hand_change)::bigint as on_hand, sum(reserved_change)::bigint as reserved,
                sum(committed_change)::bigint as committed, sum(incoming_change)::bigint as incoming
            from movement where merchant = $1 group by sku, location""";
    private static final String BACKORDERED = "select sku, backordered from item where merchant = $1 and backordered <> 0";
    private static final String DRAWN = "select id, drawn from allocation where merchant = $1 and not ended and drawn <> 0";
    private static final String ORDERS = "select " + OrderRows.ORDER_COLUMNS + " from orders o where o.merchant = $1 order by o.id";
    private static final String LINES = "select " + OrderRows.LINE_COLUMNS + " from order_line l where l.merchant = $1 order by l.position";
    private static final String SHIPMENTS = "select " + ShipmentRows.SHIPMENT_COLUMNS + " from shipment s where s.merchant = $1 order by s.id";
    private static final String SHIPMENT_LINES = "select " + ShipmentRows.LINE_COLUMNS
            + " from shipment_line l where l.merchant = $1 order by l.position";

    private StoredView() {}

    static View read(Pool pool, String merchant) {
        Map<String, Long> backordered = new TreeMap<>();
        rows(pool, BACKORDERED, merchant).forEach(row -> backordered.put(row.getString("sku"), row.getLong("backordered")));
        Map<UUID, Long> drawn = new HashMap<>();
        rows(pool, DRAWN, merchant).forEach(row -> drawn.put(row.getUUID("id"), row.getLong("drawn")));
        Map<UUID, Order> orders = new LinkedHashMap<>();
        OrderRows.read(rows(pool, ORDERS, merchant), rows(pool, LINES, merchant)).forEach(order -> orders.put(order.id(), order));
        Map<UUID, Shipment> shipments = new LinkedHashMap<>();
        ShipmentRows.read(rows(pool, SHIPMENTS, merchant), rows(pool, SHIPMENT_LINES, merchant)).forEach(s -> shipments.put(s.id(), s));
        return new View(levels(rows(pool, LEVELS, merchant)), levels(rows(pool, MOVED, merchant)), backordered, drawn, orders, shipments);
    }

    static RowSet<Row> rows(Pool pool, String sql, String merchant) {
        return pool.preparedQuery(sql).execute(Tuple.of(merchant)).await().atMost(DatabaseEngine.LONG_ENOUGH);
    }

    private static Map<String, Map<String, Level>> levels(Iterable<Row> rows) {
        Map<String, Map<String, Level>> levels = new TreeMap<>();
        rows.forEach(row -> levels.computeIfAbsent(row.getString("sku"), k -> new TreeMap<>()).put(row.getString("location"),
                new Level(row.getLong("on_hand"), row.getLong("reserved"), row.getLong("committed"), row.getLong("incoming"))));
        return levels;
    }
}
