package io.holdfast.notification.digest;

import java.util.List;

/**
 * A digest in the form of the templates: every number and day is written out in the reader's language.
 *
 * @param link what the reader's own links begin with; null on the page that one of them leads to
 */
record DigestView(String language, String link, String merchant, String date, Section<OrderView> shortOrders,
        Section<ItemView> negative, Section<ItemView> newItems, Section<ItemView> continuingItems) {

    public boolean isCut() {
        return link != null && (shortOrders.more() != null || negative.more() != null || newItems.more() != null
                || continuingItems.more() != null);
    }

    public boolean isEmpty() {
        return !shortOrders.isPresent() && !negative.isPresent() && !newItems.isPresent() && !continuingItems.isPresent();
    }

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

    /**
     * @param location null: over all locations
     * @param threshold null for what is below zero
     * @param reorder what to reorder; null: nothing
     * @param heldBy null: nobody, or not known
     */
    record ItemView(String name, String sku, String location, Count available, String threshold, String since, String reorder,
            HeldByView heldBy) {}

    record HeldByView(String orders, boolean one, boolean others) {}

    record OrderView(String reference, String channel, String since, List<MissingView> lines) {}

    record MissingView(String name, String sku, Count missing) {}
}
