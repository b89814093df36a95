package io.holdfast.stock.advice;

import java.util.Locale;

/**
 * How deep the stock is against what sells.
 *
 * @param available units, over all locations
 * @param sold units in the last {@link #DAYS} days
 */
record Depth(long available, long sold) {

    static final int DAYS = 30;
    /** How much more than usual a peak sells: what shops plan with for their best day. */
    static final int PEAK = 3;

    /** How it stands against the time that a new delivery takes. */
    enum Kind { SHALLOW, MIDDLING, DEEP, UNKNOWN }

    /** Days until it is sold out; infinite where nothing sells. */
    double cover(boolean peak) {
        double perDay = (double) sold / DAYS * (peak ? PEAK : 1);
        return sold == 0 ? Double.POSITIVE_INFINITY : Math.max(0, available) / perDay;
    }

    /** Shallow: sold out before more can come. Deep: it would last twice as long as that. */
    Kind kind(boolean peak, int restockDays) {
        if (sold == 0) {
            return Kind.UNKNOWN;
        }
        double cover = cover(peak);
        return cover < restockDays ? Kind.SHALLOW : cover < 2.0 * restockDays ? Kind.MIDDLING : Kind.DEEP;
    }

    String sentence(boolean peak, int restockDays) {
        return String.format(Locale.ROOT, "%d units are available and %d were sold in %d days: that lasts %.1f days%s, and more comes in %d days.",
                available, sold, DAYS, cover(peak), peak ? " of a peak (" + PEAK + " times the usual sales)" : "", restockDays);
    }
}
