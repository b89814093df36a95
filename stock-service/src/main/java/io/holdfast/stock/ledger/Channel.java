package io.holdfast.stock.ledger;

import java.util.List;

/**
 * Where a sale comes from.
 *
 * @param locations codes in the order of selling; null: all of the merchant's, in the order of their creation
 * @param trigger null: the merchant's
 * @param unpaidLife null: the merchant's
 * @param tracksStock whether its sales touch stock at all
 * @param priority the lower, the earlier its reserves are granted units
 */
public record Channel(String code, Kind kind, List<String> locations, boolean splitLines, Trigger trigger,
        Life unpaidLife, boolean tracksStock, int priority, long position) {

    /** What kind of a place it is. */
    public enum Kind { ONLINE, MARKETPLACE, B2B, POS, INVOICE, MANUAL }

    /** The same, selling from one place only. */
    Channel sellingOnlyFrom(String location) {
        return new Channel(code, kind, List.of(location), splitLines, trigger, unpaidLife, tracksStock, priority, position);
    }

    List<String> locationsIn(Merchant merchant) {
        return locations == null ? merchant.locations() : locations;
    }
}
