package io.holdfast.catalog.product;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem.Errors;
import java.util.Map;
import java.util.Objects;

/**
 * When a variant is low.
 *
 * @param threshold units; low when available is below it; null: not judged as a whole
 * @param notifies whether it may stand in the digest; true by default
 * @param perLocation the same at one location, by code; null: none
 */
public record LowStock(Long threshold, @JsonProperty("notify") Boolean notifies, Map<String, Long> perLocation) {

    void check(String pointer, Errors errors) {
        boolean onlyPerLocation = threshold == null && !UnitsByLocation.none(perLocation);
        errors.check(onlyPerLocation || threshold != null && threshold >= 0 && threshold <= Limits.COUNT, pointer + "/threshold",
                "must be a whole number, 0 to " + Limits.COUNT);
        UnitsByLocation.check(perLocation, pointer + "/perLocation", errors);
    }

    LowStock complete() {
        return new LowStock(threshold, Objects.requireNonNullElse(notifies, true), UnitsByLocation.complete(perLocation));
    }
}
