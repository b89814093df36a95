package io.holdfast.stock.ledger;

import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** Orders that wait for units of one SKU, oldest first. However long it is, the next one is found at its head. */
final class Queue {

    private record Place(Instant since, UUID order) implements Comparable<Place> {

        private static Place of(Order order) {
            return new Place(order.placement().at(), order.id());
        }

        @Override
        public int compareTo(Place other) {
            int bySince = since.compareTo(other.since);
            return bySince != 0 ? bySince : order.compareTo(other.order);
        }
    }

    private final NavigableSet<Place> places = new TreeSet<>();

    void add(Order order) {
        places.add(Place.of(order));
    }

    /**
     * The next order, or null.
     *
     * @param behind null: the first of all
     * @param waits whether an order still waits; one that doesn't leaves the queue
     */
    Order next(Order behind, Function<UUID, Order> orders, Predicate<Order> waits) {
        Place next = behind == null ? first() : places.higher(Place.of(behind));
        while (next != null) {
            Order order = orders.apply(next.order());
            if (waits.test(order)) {
                return order;
            }
            places.remove(next);
            next = places.higher(next);
        }
        return null;
    }

    private Place first() {
        return places.isEmpty() ? null : places.first();
    }
}
