package io.holdfast.catalog.product;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Units of another SKU that one bundle is made of. */
@Schema(name = "BundleComponent")
public record Component(String sku, Long quantity) {}
