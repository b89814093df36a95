package io.holdfast.catalog.product;

/** Units of another SKU that one bundle is made of. */
public record Component(String sku, Long quantity) {}
