package io.holdfast.stock.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A value that is not what it should be.
 *
 * @param location null where a SKU is compared as a whole
 * @param value what was compared
 * @param expected by what it was compared with
 * @param order whose line it stands in, or null
 * @param allocation whose drawn units it is, or null
 */
@Schema(name = "AuditDifference")
public record Difference(String sku, String location, String value, long actual, long expected,
        @JsonInclude(JsonInclude.Include.NON_NULL) UUID order, @JsonInclude(JsonInclude.Include.NON_NULL) UUID allocation) {}
