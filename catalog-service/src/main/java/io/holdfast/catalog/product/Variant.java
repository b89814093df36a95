package io.holdfast.catalog.product;

import io.holdfast.contracts.VariantChanged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A variant as it is stored, with what it takes from its product.
 *
 * @param productName of its product, which comes first in what the variant is called
 * @param archived whether its product is
 * @param alert the low-stock alert, or null
 */
record Variant(UUID productId, String productName, boolean archived, VariantFields fields, long version, Instant createdAt, Alert alert) {

    /** @param since when available went below the threshold */
    record Alert(Instant since, long available, Long threshold) {}

    String sku() {
        return fields.sku();
    }

    /** The whole state, as other services are told it. */
    VariantChanged told() {
        String called = fields.name() == null ? productName : productName + " " + fields.name();
        return new VariantChanged(sku(), productId.toString(), called, fields.tracking(), fields.status(),
                fields.threshold(), Map.of(), Map.of(), fields.notifies(), archived, List.of(), createdAt);
    }
}
