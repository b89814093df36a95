package io.holdfast.suite.orders;

import java.util.Map;

/**
 * One invoice of the file, its lines of one SKU added up.
 *
 * @param number as written
 * @param customer empty if unknown
 * @param units by SKU, in file order, always above 0; empty if none of its rows sells or takes back anything
 */
public record Invoice(String number, String customer, Map<String, Long> units) {

    /** Whether it takes goods back instead of selling them. */
    public boolean takesBack() {
        return number.startsWith("C");
    }

    public long totalUnits() {
        return units.values().stream().mapToLong(Long::longValue).sum();
    }
}
