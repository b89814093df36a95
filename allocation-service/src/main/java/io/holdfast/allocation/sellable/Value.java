package io.holdfast.allocation.sellable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a channel may sell of a SKU.
 *
 * @param sellable units; null where nothing is counted and it can be sold
 * @param status {@code "IN_STOCK"} or {@code "OUT_OF_STOCK"} where nothing is counted, else null
 * @param version of the SKU at the stock service; the newest wins
 */
@Schema(name = "ToldValue")
public record Value(String sku, Long sellable, @JsonInclude(Include.NON_NULL) String status, long version) {

    /** Whether both say the same, whatever their versions. */
    public boolean saysTheSameAs(Value other) {
        return other != null && Objects.equals(sellable, other.sellable) && Objects.equals(status, other.status);
    }
}
