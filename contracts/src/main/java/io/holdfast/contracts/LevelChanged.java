package io.holdfast.contracts;

import java.util.List;

/**
 * The stock of one SKU after a change; subject: the SKU. All quantities in units.
 *
 * @param counted whether it was ever counted or adjusted; a SKU that never was is not low
 * @param available on hand − reserved − committed, over all locations
 */
public record LevelChanged(String sku, boolean counted, long onHand, long reserved, long committed, long available,
        long incoming, long backordered, List<AtLocation> locations) {

    /** The same at one location. */
    public record AtLocation(String code, long onHand, long reserved, long committed, long available, long incoming) {}
}
