package io.holdfast.suite.orders;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a row moves no goods between shop and customer. This is the one place that decides it. */
public enum NoSale {
    POSTAGE("postage and carriage"),
    FEE("fees, charges and donations"),
    MANUAL("manual entries, discounts and samples"),
    NO_ARTICLE("codes that are no article"),
    WRITE_OFF("no quantity, or a loss written off outside of a cancellation"),
    POSITIVE_CANCELLATION("a cancellation without a quantity to take back"),
    BOOKKEEPING("invoices of bookkeeping");

    private static final Map<String, NoSale> CODES = Map.ofEntries(
            Map.entry("POST", POSTAGE), Map.entry("DOT", POSTAGE), Map.entry("C2", POSTAGE),
            Map.entry("BANK CHARGES", FEE), Map.entry("AMAZONFEE", FEE), Map.entry("CRUK", FEE),
            Map.entry("M", MANUAL), Map.entry("m", MANUAL), Map.entry("D", MANUAL), Map.entry("S", MANUAL), Map.entry("B", MANUAL));
    /** Articles carry a number of five digits, with letters for a colour or size; the gift sets and cushion pads have names. */
    private static final Pattern ARTICLE = Pattern.compile("\\d{5}\\p{Alpha}*|DCGS\\w+|PADS");
    private static final Pattern SALE_OR_CANCELLATION = Pattern.compile("C?\\d+");

    private final String words;

    NoSale(String words) {
        this.words = words;
    }

    /** As the summary names it. */
    public String words() {
        return words;
    }

    /** Empty for a row that sells or takes back. What it cost plays no part: goods given away leave the shelf as well. */
    public static Optional<NoSale> of(OrderRow row) {
        if (CODES.containsKey(row.sku())) {
            return Optional.of(CODES.get(row.sku()));
        }
        if (!ARTICLE.matcher(row.sku()).matches()) {
            return Optional.of(NO_ARTICLE);
        }
        if (!SALE_OR_CANCELLATION.matcher(row.invoice()).matches()) {
            return Optional.of(BOOKKEEPING);
        }
        if (row.takesBack()) {
            return row.quantity() < 0 ? Optional.empty() : Optional.of(POSITIVE_CANCELLATION);
        }
        return row.quantity() > 0 ? Optional.empty() : Optional.of(WRITE_OFF);
    }
}
