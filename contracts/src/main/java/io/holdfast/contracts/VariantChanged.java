package io.holdfast.contracts;

import java.time.Instant;

/**
 * A variant as the catalogue knows it; subject: the SKU.
 *
 * @param name what a merchant calls it: the product's name, with the variant's own name behind it where there is one
 * @param tracking {@code "QUANTITY"} or {@code "STATUS"}
 * @param status {@code "IN_STOCK"} or {@code "OUT_OF_STOCK"} for {@code STATUS}, else null
 * @param threshold low when available is below it; null: never low
 * @param notifies whether it may stand in the digest
 * @param createdAt when the variant was created
 */
public record VariantChanged(String sku, String productId, String name, String tracking, String status,
        Long threshold, boolean notifies, boolean archived, Instant createdAt) {}
