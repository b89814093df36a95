package io.holdfast.allocation.drift;

import io.holdfast.allocation.sellable.Value;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One SKU of which a channel was told something else than is true.
 *
 * @param told what last reached the channel; null: nothing
 * @param now what is true; a SKU that is sold no more counts as 0
 */
@Schema(name = "DriftDifference")
record Difference(String sku, Value told, Value now) {}
