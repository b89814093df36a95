package io.holdfast.contracts;

import java.util.List;

/**
 * What channels may sell of a SKU has changed; subject: the SKU. Its version grows with every change, so the newest wins.
 *
 * @param channels those whose value changed
 */
public record SellableChanged(String sku, List<Channel> channels) {

    /**
     * One channel's new value.
     *
     * @param sellable units; null where nothing is counted
     * @param status {@code "IN_STOCK"} or {@code "OUT_OF_STOCK"} where nothing is counted, else null
     */
    public record Channel(String code, Long sellable, String status) {}
}
