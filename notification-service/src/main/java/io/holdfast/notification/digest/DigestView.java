package io.holdfast.notification.digest;

import java.util.List;

/** A digest in the form of the templates: every number and day is written out in the reader's language. */
record DigestView(String language, String merchant, String date, Section<OrderView> shortOrders, Section<ItemView> negative,
        Section<ItemView> newItems, Section<ItemView> continuingItems) {

    /**
     * A number in words' company.
     *
     * @param one whether the language uses its singular with it
     */
    record Count(String shown, boolean one) {}

    /** @param more how many are not listed; null if none */
    record Section<T>(List<T> items, Count more) {

        public boolean isPresent() {
            return !items.isEmpty();
        }
    }

    /** @param threshold null for what is below zero */
    record ItemView(String name, String sku, Count available, String threshold, String since) {}

    record OrderView(String reference, String channel, String since, List<MissingView> lines) {}

    record MissingView(String name, String sku, Count missing) {}
}
