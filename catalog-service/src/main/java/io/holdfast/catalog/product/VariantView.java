package io.holdfast.catalog.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.holdfast.catalog.product.Variant.Alert;
import io.holdfast.service.peers.StockQuestions.Level;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A variant as callers see it.
 *
 * @param name null: the product's alone
 * @param status null where it is counted
 * @param available units, by the stock service at that moment; null where it has no stock of its own, is not counted, or
 *     the stock service could not be asked
 * @param note why available is not known, where it should be
 * @param applied {@code "pending"} while the stock service has not applied the change that this answers
 */
record VariantView(String sku, UUID productId, String name, String barcode, String tracking, String status, BigDecimal unitCost,
        LowStock lowStock, List<Component> bundle, Map<String, Long> par, boolean archived, Long available,
        @JsonInclude(Include.NON_NULL) String note, Alert alert, Instant createdAt, @JsonInclude(Include.NON_NULL) String applied) {

    private static final String UNREACHED = "The stock service does not answer; available is not known right now.";
    private static final String UNHEARD = "The stock service has not heard of this SKU yet; available follows.";

    /** @param levels by SKU; empty where the stock service could not be asked */
    static VariantView of(Variant variant, Optional<Map<String, Level>> levels, String applied) {
        VariantFields fields = variant.fields();
        Level level = levels.map(known -> known.get(fields.sku())).orElse(null);
        boolean counted = fields.counted() && !fields.bundled();
        Long available = counted && level != null ? level.available() : null;
        String note = !counted || level != null ? null : levels.isEmpty() ? UNREACHED : UNHEARD;
        return new VariantView(fields.sku(), variant.productId(), fields.name(), fields.barcode(), fields.tracking(), fields.status(),
                fields.unitCost(), fields.lowStock(), fields.bundle(), fields.par(), variant.archived(), available, note,
                variant.alert(), variant.createdAt(), applied);
    }
}
