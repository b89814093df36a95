package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Shipment;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shipments as they stand in their two tables; used by the book and by those who only read. */
public final class ShipmentRows {

    /** Columns of {@code shipment s}. */
    public static final String SHIPMENT_COLUMNS = "s.merchant, s.id, s.from_location, s.to_location, s.expected_on, s.reference, "
            + "s.created_at, s.closed, s.receipts";
    /** Columns of {@code shipment_line l}. */
    public static final String LINE_COLUMNS = "l.shipment_id, l.sku, l.quantity, l.received, l.missing";

    private ShipmentRows() {}

    /** Shipments in the order of their rows; lines in the order of theirs. */
    public static List<Shipment> read(Iterable<Row> shipments, Iterable<Row> lines) {
        Map<UUID, List<Shipment.Line>> byShipment = new HashMap<>();
        for (Row row : lines) {
            byShipment.computeIfAbsent(row.getUUID("shipment_id"), k -> new ArrayList<>()).add(new Shipment.Line(row.getString("sku"),
                    row.getLong("quantity"), row.getLong("received"), row.getLong("missing")));
        }
        List<Shipment> read = new ArrayList<>();
        for (Row row : shipments) {
            read.add(new Shipment(row.getUUID("id"), row.getString("merchant"), row.getString("from_location"), row.getString("to_location"),
                    row.getLocalDate("expected_on"), row.getString("reference"), Columns.instant(row.getOffsetDateTime("created_at")),
                    row.getBoolean("closed"), byShipment.getOrDefault(row.getUUID("id"), List.of()), LedgerJson.receipts(row.getString("receipts"))));
        }
        return read;
    }
}
