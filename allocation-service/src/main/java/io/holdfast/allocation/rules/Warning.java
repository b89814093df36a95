package io.holdfast.allocation.rules;

import java.util.List;

/**
 * Something about an allocation that the merchant should know; never a refusal.
 *
 * @param code {@code "above-stock"}, {@code "not-counted"} or {@code "stock-unavailable"}
 * @param setAside units that the {@code RESERVE}s of the SKU still set aside, together; null where it is not about numbers
 * @param available units that are there for all of them
 * @param onHand units that are physically there
 */
public record Warning(String code, String detail, Long setAside, Long available, Long onHand) {

    /** Warns if more is set aside than there is. Units already promised to orders are in neither number. */
    public static List<Warning> aboveStock(String sku, long setAside, long available, long onHand) {
        long excess = setAside - Math.max(0, available);
        if (excess <= 0) {
            return List.of();
        }
        return List.of(new Warning("above-stock", "The RESERVE allocations of " + sku + " set aside " + setAside + " units, "
                + excess + " more than the " + available + " available (" + onHand + " on hand).", setAside, available, onHand));
    }

    /** For a {@code RESERVE} of a SKU whose availability is set by hand. */
    public static Warning notCounted(String sku) {
        return new Warning("not-counted", sku + " is tracked by status, not counted: a RESERVE of it has no effect.", null, null, null);
    }

    public static Warning stockUnavailable() {
        return new Warning("stock-unavailable", "The stock service does not answer: what was drawn, what remains, and whether it is"
                + " more than there is are not known right now.", null, null, null);
    }
}
