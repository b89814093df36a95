package io.holdfast.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A variant as the catalogue knows it; subject: the SKU.
 *
 * @param name what a merchant calls it: the product's name, with the variant's own name behind it where there is one
 * @param tracking {@code "QUANTITY"} or {@code "STATUS"}
 * @param status {@code "IN_STOCK"} or {@code "OUT_OF_STOCK"} for {@code STATUS}, else null
 * @param threshold low when available is below it; null: never low
 * @param locationThresholds the same at one location, by code; empty: none
 * @param pars units that should be there, by location; what is missing is to be reordered; empty: none
 * @param notifies whether it may stand in the digest
 * @param notifiesAt the same of what is low or below zero at one location, by code; where nothing is said of it, {@code notifies} holds
 * @param bundle what one unit is made of; empty: it has stock of its own
 * @param createdAt when the variant was created
 */
public record VariantChanged(String sku, String productId, String name, String tracking, String status, Long threshold,
        @JsonInclude(Include.NON_EMPTY) Map<String, Long> locationThresholds, @JsonInclude(Include.NON_EMPTY) Map<String, Long> pars,
        boolean notifies, @JsonInclude(Include.NON_EMPTY) Map<String, Boolean> notifiesAt, boolean archived,
        @JsonInclude(Include.NON_EMPTY) List<Component> bundle, Instant createdAt) {

    /** Units of another SKU that one bundle takes. */
    public record Component(String sku, long quantity) {}

    /** What is left out is none: most variants have none of these, and an import tells of a hundred thousand. */
    public VariantChanged {
        locationThresholds = locationThresholds == null ? Map.of() : locationThresholds;
        pars = pars == null ? Map.of() : pars;
        notifiesAt = notifiesAt == null ? Map.of() : notifiesAt;
        bundle = bundle == null ? List.of() : bundle;
    }
}
