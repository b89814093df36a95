package io.holdfast.suite.replay;

import io.holdfast.suite.orders.Invoice;

/** What becomes of an accepted order. */
public enum Fate {
    /** Sold over the counter: nothing follows. */
    HANDED_OVER,
    PAID_AND_SHIPPED,
    /** Paid, and still in the warehouse when the replay ends. */
    PAID,
    /** Shipped unpaid, on payment terms, and paid afterwards. */
    SHIPPED_ON_TERMS,
    /** The payment fails at once. */
    PAYMENT_FAILS,
    /** Never paid: lives one minute and expires. */
    LAPSES;

    private static final int LAPSING_PERCENT = 3;
    private static final int FAILING_PERCENT = 3;
    private static final int SHIPPED_PERCENT = 80;
    private static final int ON_TERMS_PERCENT = 50;

    /** Stable: an invoice meets the same fate in every run. */
    public static Fate of(Invoice invoice, SalesChannel channel) {
        int payment = Dice.percent("payment", invoice.number());
        boolean ships = Dice.percent("shipping", invoice.number()) < SHIPPED_PERCENT;
        return switch (channel) {
            case TILL -> HANDED_OVER;
            case WEB -> payment < LAPSING_PERCENT ? LAPSES
                    : payment < LAPSING_PERCENT + FAILING_PERCENT ? PAYMENT_FAILS
                    : ships ? PAID_AND_SHIPPED : PAID;
            case B2B -> payment < FAILING_PERCENT ? PAYMENT_FAILS
                    : !ships ? PAID
                    : Dice.percent("terms", invoice.number()) < ON_TERMS_PERCENT ? SHIPPED_ON_TERMS : PAID_AND_SHIPPED;
        };
    }

    /** Whether a customer can later give units of it back. */
    boolean leavesGoodsWithTheCustomer() {
        return this != PAYMENT_FAILS && this != LAPSES;
    }
}
