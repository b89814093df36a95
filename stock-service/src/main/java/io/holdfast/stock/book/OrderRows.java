package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.OrderLine;
import io.holdfast.stock.ledger.Trigger;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Orders as they stand in their tables; used by the book and by those who only read. */
public final class OrderRows {

    /** Columns of {@code orders o}. */
    public static final String ORDER_COLUMNS = "o.merchant, o.id, o.channel, o.reference, o.content, o.state, o.trigger, "
            + "o.on_terms, o.pickup_at, o.supersedes, o.placed_by, o.expires_at, o.paid, o.created_at, o.occurred_at, o.version";
    /** Columns of {@code order_line l}. */
    public static final String LINE_COLUMNS = "l.order_id, l.sku, l.quantity, l.returned, l.parts, l.draws";

    private OrderRows() {}

    /** Orders in the order of their rows; lines in the order of theirs. Lines of other orders are left out. */
    public static List<Order> read(Iterable<Row> orders, Iterable<Row> lines) {
        Map<UUID, List<OrderLine>> byOrder = new HashMap<>();
        for (Row row : lines) {
            byOrder.computeIfAbsent(row.getUUID("order_id"), k -> new ArrayList<>()).add(line(row));
        }
        List<Order> read = new ArrayList<>();
        for (Row row : orders) {
            read.add(order(row, byOrder.getOrDefault(row.getUUID("id"), List.of())));
        }
        return read;
    }

    static Map<UUID, Long> versions(Iterable<Row> orders) {
        Map<UUID, Long> versions = new LinkedHashMap<>();
        orders.forEach(row -> versions.put(row.getUUID("id"), row.getLong("version")));
        return versions;
    }

    static Set<UUID> shortOnes(Iterable<Row> orders) {
        Set<UUID> ids = new HashSet<>();
        orders.forEach(row -> {
            if (Order.State.SHORT.name().equals(row.getString("state"))) {
                ids.add(row.getUUID("id"));
            }
        });
        return ids;
    }

    private static Order order(Row row, List<OrderLine> lines) {
        Order.Placement placement = new Order.Placement(row.getString("channel"), row.getString("reference"), row.getString("content"),
                Trigger.valueOf(row.getString("trigger")), row.getBoolean("on_terms"), row.getString("pickup_at"), row.getUUID("supersedes"),
                row.getString("placed_by"), Columns.instant(row.getOffsetDateTime("created_at")), Columns.instant(row.getOffsetDateTime("occurred_at")));
        return new Order(row.getUUID("id"), row.getString("merchant"), placement, Order.State.valueOf(row.getString("state")),
                Columns.instant(row.getOffsetDateTime("expires_at")), row.getBoolean("paid"), lines);
    }

    private static OrderLine line(Row row) {
        return new OrderLine(row.getString("sku"), row.getLong("quantity"), LedgerJson.parts(row.getString("parts")),
                row.getLong("returned"), LedgerJson.draws(row.getString("draws")));
    }
}
