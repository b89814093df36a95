package io.holdfast.catalog.product;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.problem.Problem.Errors;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Numbers of units by the code of a location: thresholds and pars. In a merge patch, null takes a location out. */
final class UnitsByLocation {

    private UnitsByLocation() {}

    static boolean none(Map<String, Long> units) {
        return units == null || units.values().stream().allMatch(value -> value == null);
    }

    /** Without the locations that were taken out, in order of the codes; null for none. */
    static Map<String, Long> complete(Map<String, Long> units) {
        if (none(units)) {
            return null;
        }
        Map<String, Long> complete = new TreeMap<>(units);
        complete.values().removeIf(value -> value == null);
        return Collections.unmodifiableMap(complete);
    }

    static void check(Map<String, Long> units, String pointer, Errors errors) {
        if (none(units)) {
            return;
        }
        errors.check(units.size() <= Limits.LOCATIONS_PER_MERCHANT, pointer, "must name up to " + Limits.LOCATIONS_PER_MERCHANT + " locations");
        units.forEach((code, value) -> errors
                .check(holds(code, Limits.CODE_CODE_POINTS), pointer + "/" + Problem.escaped(code), rule(Limits.CODE_CODE_POINTS))
                .check(value == null || value >= 0 && value <= Limits.COUNT, pointer + "/" + Problem.escaped(code),
                        "must be a whole number, 0 to " + Limits.COUNT));
    }
}
