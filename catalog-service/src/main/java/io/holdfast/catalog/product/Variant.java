package io.holdfast.catalog.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.holdfast.contracts.VariantChanged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A variant as it is stored, with what it takes from its product.
 *
 * @param productName of its product, which comes first in what the variant is called
 * @param archived whether its product is
 * @param alert the low-stock alert, or null
 */
public record Variant(UUID productId, String productName, boolean archived, VariantFields fields, long version, Instant createdAt, Alert alert) {

    /**
     * What is low over all locations, or else at the first of those where something is.
     *
     * @param since when available went below the threshold
     * @param location its code; absent: over all locations
     */
    record Alert(Instant since, @JsonInclude(Include.NON_NULL) String location, long available, Long threshold) {}

    public String sku() {
        return fields.sku();
    }

    /** What a merchant calls it: the product's name, with the variant's own name behind it where there is one. */
    public String called() {
        return fields.name() == null ? productName : productName + " " + fields.name();
    }

    /** The whole state, as other services are told it. */
    VariantChanged told() {
        List<VariantChanged.Component> bundle = !fields.bundled() ? List.of()
                : fields.bundle().stream().map(c -> new VariantChanged.Component(c.sku(), c.quantity())).toList();
        return new VariantChanged(sku(), productId.toString(), called(), fields.tracking(), fields.status(), fields.threshold(),
                Objects.requireNonNullElse(fields.locationThresholds(), Map.of()), Objects.requireNonNullElse(fields.par(), Map.of()),
                fields.notifies(), Objects.requireNonNullElse(fields.locationSwitches(), Map.of()), archived, bundle, createdAt);
    }
}
