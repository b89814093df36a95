package io.holdfast.stock.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A value that is not what it should be.
 *
 * @param location null where a SKU is compared as a whole
 * @param value what was compared
 * @param expected by what it was compared with
 * @param order whose line it stands in, or null
 * @param allocation whose drawn units it is, or null
 */
public record Difference(String sku, String location, String value, long actual, long expected,
        @JsonInclude(JsonInclude.Include.NON_NULL) UUID order, @JsonInclude(JsonInclude.Include.NON_NULL) UUID allocation) {}
