package io.holdfast.catalog.product;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.problem.Problem.Errors;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What is said of single locations, by their codes: thresholds, switches, pars. In a merge patch, null takes a location out. */
final class ByLocation {

    private ByLocation() {}

    static boolean none(Map<String, ?> values) {
        return values == null || values.values().stream().allMatch(value -> value == null);
    }

    /** Without the locations that were taken out, in order of the codes; null for none. */
    static <T> Map<String, T> complete(Map<String, T> values) {
        if (none(values)) {
            return null;
        }
        Map<String, T> complete = new TreeMap<>(values);
        complete.values().removeIf(value -> value == null);
        return Collections.unmodifiableMap(complete);
    }

    static void check(Map<String, ?> values, String pointer, Errors errors) {
        if (none(values)) {
            return;
        }
        errors.check(values.size() <= Limits.LOCATIONS_PER_MERCHANT, pointer, "must name up to " + Limits.LOCATIONS_PER_MERCHANT + " locations");
        values.keySet().forEach(code ->
                errors.check(holds(code, Limits.CODE_CODE_POINTS), at(pointer, code), rule(Limits.CODE_CODE_POINTS)));
    }

    static void checkUnits(Map<String, Long> units, String pointer, Errors errors) {
        check(units, pointer, errors);
        if (units != null) {
            units.forEach((code, value) -> errors.check(value == null || value >= 0 && value <= Limits.COUNT, at(pointer, code),
                    "must be a whole number, 0 to " + Limits.COUNT));
        }
    }

    private static String at(String pointer, String code) {
        return pointer + "/" + Problem.escaped(code);
    }
}
