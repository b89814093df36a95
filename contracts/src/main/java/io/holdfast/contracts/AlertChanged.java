package io.holdfast.contracts;

import java.time.Instant;

/**
 * An alert was raised, changed or cleared; subject: kind and SKU, e.g. {@code "LOW/TEA-1"}, with the location
 * behind them if it is about one, e.g. {@code "LOW/TEA-1/PARIS"}.
 *
 * @param kind {@code LOW}, {@code SOLD_OUT}, {@code NEGATIVE} or {@code SHORT}
 * @param location its code; null: over all locations
 * @param since when it went below; null once it is cleared
 * @param threshold units, or null for kinds without one
 */
public record AlertChanged(String kind, String sku, String location, Instant since, long available, Long threshold) {}
