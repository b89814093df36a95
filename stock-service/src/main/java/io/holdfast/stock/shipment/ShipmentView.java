package io.holdfast.stock.shipment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.stock.ledger.Shipment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Units on their way as the API tells it; a transfer has {@code from} and {@code to}, what comes from outside a {@code location}.
 *
 * @param closed whether everything arrived or was given up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShipmentView(UUID id, String from, String to, String location, LocalDate expectedOn, String reference, boolean closed,
        List<Line> lines, List<Receipt> receipts, Instant createdAt) {

    /** Units of one SKU; {@code missing}: those that never arrived. */
    @Schema(name = "ShipmentLine")
    public record Line(String sku, long quantity, long received, long missing, long outstanding) {}

    /** What arrived at once. */
    @Schema(name = "ShipmentReceipt")
    public record Receipt(UUID id, Instant at, List<Arrived> lines, String actor) {}

    /** Units that arrived. */
    @Schema(name = "ArrivedUnits")
    public record Arrived(String sku, long quantity) {}

    static ShipmentView of(Shipment shipment) {
        boolean transfer = shipment.from() != null;
        return new ShipmentView(shipment.id(), shipment.from(), transfer ? shipment.to() : null, transfer ? null : shipment.to(),
                shipment.expectedOn(), shipment.reference(), shipment.closed(),
                shipment.lines().stream().map(l -> new Line(l.sku(), l.quantity(), l.received(), l.missing(), l.outstanding())).toList(),
                shipment.receipts().stream().map(r -> new Receipt(r.id(), r.at(),
                        r.lines().stream().map(l -> new Arrived(l.sku(), l.quantity())).toList(), r.actor())).toList(),
                shipment.createdAt());
    }
}
