package io.holdfast.notification.digest;

import io.holdfast.notification.digest.DigestContent.HeldBy;
import io.holdfast.notification.digest.DigestContent.Hold;
import io.holdfast.notification.digest.DigestContent.Item;
import io.holdfast.notification.digest.DigestContent.Listed;
import io.holdfast.notification.rules.Reorder;
import io.holdfast.service.peers.StockQuestions.Holder;
import io.holdfast.service.peers.StockQuestions.Holders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said with the items of a digest beyond their level.
 *
 * @param reorders by SKU; absent: nothing
 * @param holders by SKU; absent: nobody, or not known
 */
record Details(Map<String, List<Reorder>> reorders, Map<String, Holders> holders) {

    private static final int ORDERS_SHOWN = 5;

    DigestContent of(DigestContent content) {
        List<Item> low = Stream.concat(content.newItems().shown().stream(), content.continuingItems().shown().stream()).toList();
        Set<Place> itemsOfTheirOwn = low.stream().filter(i -> i.location() != null).map(Place::of).collect(Collectors.toSet());
        Set<String> lowSkus = low.stream().filter(i -> i.location() == null).map(Item::sku).collect(Collectors.toSet());
        return new DigestContent(content.merchant(), content.date(), content.shortOrders(),
                with(content.negative(), i -> lowSkus.contains(i.sku()) || itemsOfTheirOwn.contains(Place.of(i)) ? List.of() : here(i)),
                with(content.newItems(), i -> advice(i, itemsOfTheirOwn)),
                with(content.continuingItems(), i -> advice(i, itemsOfTheirOwn)));
    }

    private record Place(String sku, String location) {

        static Place of(Item item) {
            return new Place(item.sku(), item.location());
        }
    }

    private interface Advice {
        List<Reorder> on(Item item);
    }

    private Listed<Item> with(Listed<Item> items, Advice advice) {
        return new Listed<>(items.shown().stream().map(i -> i.with(advice.on(i), heldBy(i))).toList(), items.count());
    }

    /** Each location once: with its own item if it has one, else with that of the whole variant, so that nobody orders twice. */
    private List<Reorder> advice(Item item, Set<Place> itemsOfTheirOwn) {
        return item.location() != null ? here(item) : all(item).stream()
                .filter(r -> !itemsOfTheirOwn.contains(new Place(item.sku(), r.location()))).toList();
    }

    private List<Reorder> here(Item item) {
        return all(item).stream().filter(r -> r.location().equals(item.location())).toList();
    }

    private List<Reorder> all(Item item) {
        return reorders.getOrDefault(item.sku(), List.of());
    }

    private HeldBy heldBy(Item item) {
        Holders known = holders.get(item.sku());
        if (known == null) {
            return HeldBy.NOBODY;
        }
        Map<String, Long> units = new LinkedHashMap<>();
        known.first().stream().filter(h -> item.location() == null || item.location().equals(h.location()))
                .forEach(h -> units.merge(name(h), h.quantity(), Long::sum));
        List<Hold> orders = units.entrySet().stream().limit(ORDERS_SHOWN).map(e -> new Hold(e.getKey(), e.getValue())).toList();
        return new HeldBy(orders, !orders.isEmpty() && (known.more() || units.size() > ORDERS_SHOWN));
    }

    private static String name(Holder holder) {
        return holder.reference() == null ? holder.order().toString() : holder.reference();
    }
}
