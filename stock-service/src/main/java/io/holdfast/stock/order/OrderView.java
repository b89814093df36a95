package io.holdfast.stock.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.stock.ledger.Draw;
import io.holdfast.stock.ledger.Hold;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.OrderLine;
import io.holdfast.stock.ledger.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An order as the API tells it. Quantities in units; {@code expiresAt} only while a deadline runs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(UUID id, String channel, String reference, Order.State state, Trigger trigger, Instant expiresAt,
        List<Line> lines, Instant createdAt, Instant occurredAt) {

    /** One SKU; {@code allocation} is the first that it draws on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(String sku, long quantity, long reserved, long committed, long fulfilled, long returned, long backordered,
            List<AtLocation> locations, UUID allocation) {}

    /** Units that stand, or stood before they were shipped, at a location. */
    public record AtLocation(String code, long quantity) {}

    static OrderView of(Order order) {
        return new OrderView(order.id(), order.channel(), order.reference(), order.state(), order.trigger(), order.expiresAt(),
                order.lines().stream().map(OrderView::line).toList(), order.createdAt(), order.occurredAt());
    }

    private static Line line(OrderLine line) {
        List<AtLocation> locations = line.holds().stream().filter(Hold::isCounted)
                .map(h -> new AtLocation(h.location(), h.reserved() + h.committed() + h.fulfilled())).toList();
        UUID allocation = line.draws().stream().findFirst().map(Draw::allocation).orElse(null);
        return new Line(line.sku(), line.quantity(), line.reserved(), line.committed(), line.fulfilled(), line.returned(),
                line.backordered(), locations, allocation);
    }
}
