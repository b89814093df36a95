package io.holdfast.stock.simulation;

import io.holdfast.stock.ledger.Allocation;
import io.holdfast.stock.ledger.Channel;
import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.Wanted;
import io.holdfast.stock.settings.StockSettings;
import java.util.List;

/** Something that a merchant said and that decisions depend on from then on. */
public sealed interface Fact {

    String merchant();

    /** One more location. */
    record Opened(String merchant, String location) implements Fact {}

    /** A channel as it is now. */
    record OfChannel(String merchant, Channel channel) implements Fact {}

    /** A variant as it is now. */
    record OfVariant(String merchant, Variant variant) implements Fact {}

    /** An allocation as it is now; {@code ended}: it is deleted. Its drawn units are none of the merchant's saying. */
    record OfAllocation(String merchant, String sku, Allocation allocation, boolean ended) implements Fact {}

    /** The stock settings as they are now. */
    record OfSettings(String merchant, StockSettings settings) implements Fact {}

    /** @param components of a bundle, by SKU; else empty */
    record Variant(String sku, Item.Tracking tracking, boolean inStock, boolean archived, List<Wanted> components) {

        boolean isBundle() {
            return !components.isEmpty();
        }

        boolean isCounted() {
            return tracking == Item.Tracking.QUANTITY;
        }
    }
}
