package io.holdfast.contracts;

import java.time.Instant;

/**
 * An alert was raised, changed or cleared; subject: kind and SKU, e.g. {@code "LOW/TEA-1"}.
 *
 * @param kind {@code LOW}, {@code SOLD_OUT}, {@code NEGATIVE} or {@code SHORT}
 * @param since when it went below; null once it is cleared
 * @param threshold units, or null for kinds without one
 */
public record AlertChanged(String kind, String sku, Instant since, long available, Long threshold) {}
