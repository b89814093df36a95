package io.holdfast.allocation.rules;

import java.time.Instant;
import java.util.List;

/**
 * Something about an allocation that the merchant should know; never a refusal. What it is not about is null.
 *
 * @param code {@code "above-stock"}, {@code "not-counted"} or {@code "stock-unavailable"}
 * @param sku whose units it is about: of a bundle, a component's
 * @param setAside units that {@code RESERVE}s in force at the same time still set aside, together
 * @param available units that are there for all of them
 * @param onHand units that are physically there
 * @param from when on so many will be set aside; null where they are by now
 */
public record Warning(String code, String detail, String sku, Long setAside, Long available, Long onHand, Instant from) {

    /**
     * Warns if more is set aside than there is. Units already promised to orders are in neither number.
     *
     * @param bundles whether any of the units are a component's of an allocated bundle
     */
    public static List<Warning> aboveStock(String sku, SetAside.Peak peak, boolean bundles, long available, long onHand, Instant now) {
        long excess = peak.units() - Math.max(0, available);
        if (excess <= 0) {
            return List.of();
        }
        String who = peak.allocations() == 1 ? "the RESERVE allocation of " + sku : "the " + peak.allocations() + " RESERVE allocations of " + sku;
        String of = bundles ? who + " and of bundles with it" : who;
        String sentence = of + (peak.allocations() == 1 ? " sets aside " : " set aside ") + peak.units() + " units, " + excess
                + " more than the " + available + " available (" + onHand + " on hand).";
        Instant later = peak.from().isAfter(now) ? peak.from() : null;
        String detail = later == null ? "T" + sentence.substring(1) : "From " + later + " on, " + sentence;
        return List.of(new Warning("above-stock", detail, sku, peak.units(), available, onHand, later));
    }

    /** For an allocation of a SKU whose availability is set by hand. */
    public static Warning notCounted(String sku, String purpose) {
        return new Warning("not-counted", sku + " is tracked by status, not counted: a " + purpose + " of it has no effect.",
                sku, null, null, null, null);
    }

    public static Warning stockUnavailable() {
        return new Warning("stock-unavailable", "The stock service does not answer: what was drawn, what remains, and whether it is"
                + " more than there is are not known right now.", null, null, null, null, null);
    }
}
