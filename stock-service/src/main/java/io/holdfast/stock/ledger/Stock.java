package io.holdfast.stock.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Items by key, and which bundles each of them is part of; those that have a reserve by themselves, for they are few. */
public final class Stock {

    private final Map<ItemKey, Item> items = new TreeMap<>();
    private final Map<ItemKey, List<ItemKey>> bundlesByComponent = new HashMap<>();
    private final Map<ItemKey, List<ItemKey>> reservedByComponent = new HashMap<>();

    public Stock(Collection<Item> items) {
        items.forEach(this::add);
    }

    private void add(Item item) {
        items.put(item.key(), item);
        index(bundlesByComponent, item);
        if (item.hasReserve()) {
            index(reservedByComponent, item);
        }
    }

    private static void index(Map<ItemKey, List<ItemKey>> bundles, Item item) {
        item.components().forEach(component -> bundles
                .computeIfAbsent(item.key().sibling(component.sku()), k -> new ArrayList<>()).add(item.key()));
    }

    /** The item, or null where none is known. */
    public Item item(ItemKey key) {
        return items.get(key);
    }

    public Collection<Item> items() {
        return items.values();
    }

    List<Item> bundlesWith(ItemKey component) {
        return bundlesByComponent.getOrDefault(component, List.of()).stream().map(items::get).toList();
    }

    /** Those of them that have a reserve, in force or not: every offer of the component asks for them. */
    List<Item> reservedBundlesWith(ItemKey component) {
        return reservedByComponent.getOrDefault(component, List.of()).stream().map(items::get).toList();
    }

    /** The same with some items of its own, to try things out on. */
    Stock trying(Set<ItemKey> changing) {
        Stock copy = new Stock(items.values());
        changing.forEach(key -> copy.items.computeIfPresent(key, (k, item) -> item.copy()));
        return copy;
    }
}
