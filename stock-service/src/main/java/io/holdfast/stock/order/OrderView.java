package io.holdfast.stock.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.stock.ledger.Draw;
import io.holdfast.stock.ledger.Hold;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.OrderLine;
import io.holdfast.stock.ledger.Part;
import io.holdfast.stock.ledger.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An order as the API tells it. Quantities in units; {@code expiresAt} only while a deadline runs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(UUID id, String channel, String reference, Order.State state, Trigger trigger, Instant expiresAt,
        String pickupAt, UUID supersedes, List<Line> lines, Instant createdAt, Instant occurredAt) {

    /**
     * One SKU.
     *
     * @param allocation the first that it draws on
     * @param components of a bundle: what is taken of each of them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "OrderLine")
    public record Line(String sku, long quantity, long reserved, long committed, long fulfilled, long returned, long backordered,
            List<AtLocation> locations, UUID allocation, List<Component> components) {}

    /** Units of a component; {@code quantity} in all. */
    @Schema(name = "OrderComponent")
    public record Component(String sku, long quantity, List<AtLocation> locations) {}

    /** Units that stand, or stood before they were shipped, at a location. */
    @Schema(name = "UnitsAtLocation")
    public record AtLocation(String code, long quantity) {}

    static OrderView of(Order order) {
        Order.Placement placement = order.placement();
        return new OrderView(order.id(), placement.channel(), placement.reference(), order.state(), placement.trigger(), order.expiresAt(),
                placement.pickupAt(), placement.supersedes(), order.lines().stream().map(OrderView::line).toList(), placement.at(),
                placement.occurredAt());
    }

    private static Line line(OrderLine line) {
        UUID allocation = line.draws().stream().findFirst().map(Draw::allocation).orElse(null);
        List<Component> components = !line.isBundle() ? null : line.parts().stream()
                .map(part -> new Component(part.sku(), line.quantity() * part.perUnit(), locations(part))).toList();
        return new Line(line.sku(), line.quantity(), line.reserved(), line.committed(), line.fulfilled(), line.returned(),
                line.backordered(), line.isBundle() ? whole(line) : locations(line.parts().get(0)), allocation, components);
    }

    private static List<AtLocation> locations(Part part) {
        return part.holds().stream().filter(Hold::isCounted)
                .map(hold -> new AtLocation(hold.location(), units(hold))).toList();
    }

    /** Whole bundles by location: as many as every counted component has units for there. */
    private static List<AtLocation> whole(OrderLine line) {
        List<Part> counted = line.parts().stream().filter(Part::counted).toList();
        return counted.isEmpty() ? List.of() : locations(counted.get(0)).stream()
                .map(first -> new AtLocation(first.code(), counted.stream().mapToLong(part -> part.holds().stream()
                        .filter(hold -> first.code().equals(hold.location())).mapToLong(OrderView::units).sum() / part.perUnit()).min().orElse(0)))
                .filter(at -> at.quantity() > 0).toList();
    }

    private static long units(Hold hold) {
        return hold.reserved() + hold.committed() + hold.fulfilled();
    }
}
