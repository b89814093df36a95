package io.holdfast.notification.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An open alert as it is listed.
 *
 * @param location where; absent: over all locations
 * @param available units there now; null where the level of a short order's variant is not known here yet
 * @param threshold for {@code LOW}
 * @param order for {@code SHORT}: the order's id, with its channel, its reference and the units that nothing covers
 * @param since when it went below, or when the order became short
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "StockAlert")
record AlertItem(String kind, String sku, String name, String location, Long available, Long threshold, UUID order, String channel,
        String reference, Long missing, Instant since) {

    static AlertItem ofLevel(String kind, String sku, String name, String location, long available, Long threshold, Instant since) {
        return new AlertItem(kind, sku, name, location, available, threshold, null, null, null, null, since);
    }

    static AlertItem ofOrder(String sku, String name, Long available, UUID order, String channel, String reference,
            long missing, Instant since) {
        return new AlertItem("SHORT", sku, name, null, available, null, order, channel, reference, missing, since);
    }
}
