package io.holdfast.stock.counting;

import io.holdfast.service.Limits;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Page;
import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.Level;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/** Stock in short, for other services. */
@Path("/internal/stock/summary")
public class StockForServices {

    private final ItemStore items;
    private final CurrentCaller caller;

    StockForServices(ItemStore items, CurrentCaller caller) {
        this.items = items;
        this.caller = caller;
    }

    /** SKUs that a service asks for. */
    public record Skus(@NotNull @Size(max = Limits.LINES_PER_ADJUSTMENT) List<@NotNull String> skus) {}

    /** One SKU in short; {@code counted}: whether any level of it was ever kept. */
    public record Summary(String sku, String tracking, String status, boolean counted, long onHand, long reserved, long committed,
            long available, long incoming, long backordered, long version) {}

    @POST
    public Uni<Page<Summary>> summary(@Valid @NotNull Skus request) {
        return items.read(caller.merchant(), request.skus()).map(found ->
                new Page<>(found.items().stream().map(item -> summary(item, found.version(item))).toList(), null));
    }

    private static Summary summary(Item item, long version) {
        Level all = Level.sum(item.levels().values());
        return new Summary(item.key().sku(), item.isCounted() ? "QUANTITY" : "STATUS", StockView.status(item),
                !item.levels().isEmpty(), all.onHand(), all.reserved(), all.committed(), all.available(), all.incoming(),
                item.backordered(), version);
    }
}
