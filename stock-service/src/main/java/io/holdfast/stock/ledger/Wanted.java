package io.holdfast.stock.ledger;

/** Units of a SKU that somebody asks for. */
public record Wanted(String sku, long quantity) {}
