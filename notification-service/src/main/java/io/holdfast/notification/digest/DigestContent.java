package io.holdfast.notification.digest;

import io.holdfast.notification.rules.Reorder;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
     * A variant, over all locations or at one.
     *
     * @param location its code; null: over all locations
     * @param threshold null for what is below zero
     * @param since the day it went below, by the merchant's clock
     * @param reorders what is missing to the pars, where that is not said with another item
     * @param heldBy orders that hold units of it
     */
    record Item(String sku, String name, String location, long available, Long threshold, LocalDate since,
            List<Reorder> reorders, HeldBy heldBy) {

        Item with(List<Reorder> reorders, HeldBy heldBy) {
            return new Item(sku, name, location, available, threshold, since, reorders, heldBy);
        }
    }

    /**
     * Some of the orders that hold units.
     *
     * @param others whether there are more
     */
    record HeldBy(List<Hold> orders, boolean others) {

        static final HeldBy NOBODY = new HeldBy(List.of(), false);
    }

    /** Units that an order holds. */
    record Hold(String reference, long units) {}

    /** An order that could not be covered. */
    record ShortOrder(String channel, String reference, LocalDate since, List<Missing> lines) {}

    /** Units of a variant that nothing covers. */
    record Missing(String sku, String name, long missing) {}

    boolean isEmpty() {
        return shortOrders.isEmpty() && negative.isEmpty() && newItems.isEmpty() && continuingItems.isEmpty();
    }

    /** The SKUs of all items that are shown. */
    Set<String> skus() {
        return Stream.of(negative, newItems, continuingItems).map(Listed::shown).flatMap(Collection::stream).map(Item::sku)
                .collect(Collectors.toSet());
    }
}
