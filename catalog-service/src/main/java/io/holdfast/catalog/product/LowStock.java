package io.holdfast.catalog.product;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem.Errors;
import java.util.Map;
import java.util.Objects;

/**
 * When a variant is low, and whether that is mailed.
 *
 * @param threshold units; low when available is below it; null: not judged as a whole
 * @param notifies whether it may stand in the digest; true by default
 * @param perLocation the threshold at one location, by code; null: none
 * @param notifyPerLocation whether one location's alerts may stand in the digest, by code; a location that is not named follows
 *     {@code notify}; null: all do
 */
public record LowStock(Long threshold, @JsonProperty("notify") Boolean notifies, Map<String, Long> perLocation,
        Map<String, Boolean> notifyPerLocation) {

    void check(String pointer, Errors errors) {
        boolean onlyPerLocation = threshold == null && !ByLocation.none(perLocation);
        errors.check(onlyPerLocation || threshold != null && threshold >= 0 && threshold <= Limits.COUNT, pointer + "/threshold",
                "must be a whole number, 0 to " + Limits.COUNT);
        ByLocation.checkUnits(perLocation, pointer + "/perLocation", errors);
        ByLocation.check(notifyPerLocation, pointer + "/notifyPerLocation", errors);
    }

    LowStock complete() {
        return new LowStock(threshold, Objects.requireNonNullElse(notifies, true), ByLocation.complete(perLocation),
                ByLocation.complete(notifyPerLocation));
    }
}
