package io.holdfast.notification.digest;

import java.time.LocalDate;
import java.util.List;

/**
 * What a digest says, before it is put into words. Each list is cut; its count is not.
 *
 * @param merchant its name
 * @param date the merchant's own
 * @param newItems below their threshold, and not in the last digest
 * @param continuingItems still below, and in the last digest already
 */
record DigestContent(String merchant, LocalDate date, Listed<ShortOrder> shortOrders, Listed<Item> negative,
        Listed<Item> newItems, Listed<Item> continuingItems) {

    /** Some of a kind, and how many there are in all. */
    record Listed<T>(List<T> shown, long count) {

        long hidden() {
            return count - shown.size();
        }

        boolean isEmpty() {
            return count == 0;
        }
    }

    /**
     * A variant.
     *
     * @param threshold null for what is below zero
     * @param since the day it went below, by the merchant's clock
     */
    record Item(String sku, String name, long available, Long threshold, LocalDate since) {}

    /** An order that could not be covered. */
    record ShortOrder(String channel, String reference, LocalDate since, List<Missing> lines) {}

    /** Units of a variant that nothing covers. */
    record Missing(String sku, String name, long missing) {}

    boolean isEmpty() {
        return shortOrders.isEmpty() && negative.isEmpty() && newItems.isEmpty() && continuingItems.isEmpty();
    }
}
