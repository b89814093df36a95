package io.holdfast.stock.counting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.Level;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The stock of one SKU as the API tells it, in units.
 *
 * @param status only where nothing is counted
 * @param components only of a bundle, which has no stock of its own: what one of it takes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StockView(String sku, String tracking, String status, long onHand, long reserved, long committed, long available,
        long incoming, long backordered, List<AtLocation> locations, List<Component> components, long version) {

    /** Units of a SKU in one bundle. */
    @Schema(name = "StockComponent")
    public record Component(String sku, long quantity) {}

    /** The same at one location. */
    @Schema(name = "StockAtLocation")
    public record AtLocation(String code, long onHand, long reserved, long committed, long available, long incoming) {}

    static StockView of(Item item, long version, String onlyLocation) {
        Level all = Level.sum(item.levels().values());
        List<AtLocation> locations = item.levels().entrySet().stream()
                .filter(e -> onlyLocation == null || e.getKey().equals(onlyLocation))
                .map(e -> new AtLocation(e.getKey(), e.getValue().onHand(), e.getValue().reserved(), e.getValue().committed(),
                        e.getValue().available(), e.getValue().incoming())).toList();
        List<Component> components = item.components().isEmpty() ? null
                : item.components().stream().map(c -> new Component(c.sku(), c.quantity())).toList();
        return new StockView(item.key().sku(), item.isCounted() ? "QUANTITY" : "STATUS", status(item), all.onHand(), all.reserved(),
                all.committed(), all.available(), all.incoming(), item.backordered(), locations, components, version);
    }

    static String status(Item item) {
        return item.isCounted() ? null : item.isInStock() ? "IN_STOCK" : "OUT_OF_STOCK";
    }
}
