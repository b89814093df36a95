package io.holdfast.suite.replay;

import io.holdfast.suite.orders.Invoice;

/** The demo's three channels, and which invoice came through which. */
public enum SalesChannel {
    /** Units are reserved on the payment page, for half an hour at most. */
    WEB("web", "Web shop"),
    /** Wholesale on payment terms: an order never expires and may ship before it is paid. */
    B2B("b2b", "B2B"),
    /** Over the counter: the goods are in the customer's hand, nothing is refused. */
    TILL("till", "Till");

    /** An order of a known customer over at least as many units is a wholesaler's. */
    private static final long WHOLESALE_UNITS = 300;
    private static final int TILL_PERCENT = 50;

    private final String code;
    private final String title;

    SalesChannel(String code, String title) {
        this.code = code;
        this.title = title;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** Where its sales leave from. */
    public Place place() {
        return this == TILL ? Place.SHOP : Place.WAREHOUSE;
    }

    /** Stable: an invoice comes through the same channel in every run. */
    public static SalesChannel of(Invoice invoice) {
        if (invoice.customer().isEmpty()) {
            return Dice.percent("till", invoice.number()) < TILL_PERCENT ? TILL : WEB;
        }
        return invoice.totalUnits() >= WHOLESALE_UNITS ? B2B : WEB;
    }
}
