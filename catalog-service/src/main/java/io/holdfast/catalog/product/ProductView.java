package io.holdfast.catalog.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.holdfast.service.peers.StockQuestions.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A product as callers see it.
 *
 * @param applied {@code "pending"} while the stock service has not applied the change that this answers
 */
record ProductView(UUID id, String name, boolean archived, List<VariantView> variants, Instant createdAt,
        @JsonInclude(Include.NON_NULL) String applied) {

    static ProductView of(Product product, Optional<Map<String, Level>> levels, String applied) {
        return new ProductView(product.id(), product.name(), product.archived(),
                product.variants().stream().map(variant -> VariantView.of(variant, levels, null)).toList(), product.createdAt(), applied);
    }
}
