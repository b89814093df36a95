package io.holdfast.stock.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** One SKU while a batch holds it: its levels, its allocations, and which of them changed. */
public final class Item {

    /** How a variant is counted. */
    public enum Tracking {
        /** By units. */
        QUANTITY,
        /** Not at all; the merchant says by hand whether it is there. */
        STATUS
    }

    private final ItemKey key;
    private final Tracking tracking;
    private final boolean inStock;
    private final boolean archived;
    private final List<Wanted> components;
    private final Map<String, Level> levels = new LinkedHashMap<>();
    private final Map<UUID, Allocation> allocations = new LinkedHashMap<>();
    private final Map<String, Long> told;
    private final Set<String> movedAt = new LinkedHashSet<>();
    private final Set<UUID> drawnFrom = new LinkedHashSet<>();
    private long backordered;
    private boolean moved;
    private boolean touched;

    /**
     * @param inStock for {@code STATUS}: whether it is there
     * @param archived no longer sold; what was sold of it goes on
     * @param components of a bundle: what one of it is made of; else empty
     * @param allocations in the order of their creation
     * @param backordered units that accepted orders still wait for
     * @param told by channel: the sellable quantity that it was told last
     */
    public Item(ItemKey key, Tracking tracking, boolean inStock, boolean archived, List<Wanted> components,
            Map<String, Level> levels, Collection<Allocation> allocations, long backordered, Map<String, Long> told) {
        this.key = key;
        this.tracking = tracking;
        this.inStock = inStock;
        this.archived = archived;
        this.components = components;
        this.told = new TreeMap<>(told);
        this.backordered = backordered;
        this.levels.putAll(levels);
        allocations.forEach(a -> this.allocations.put(a.id(), a));
    }

    public ItemKey key() {
        return key;
    }

    public boolean isCounted() {
        return tracking == Tracking.QUANTITY;
    }

    public boolean isInStock() {
        return inStock;
    }

    public boolean isArchived() {
        return archived;
    }

    boolean isBundle() {
        return !components.isEmpty();
    }

    public List<Wanted> components() {
        return components;
    }

    /** Units of a component that one of it takes. */
    long unitsOf(String component) {
        return components.stream().filter(c -> c.sku().equals(component)).mapToLong(Wanted::quantity).sum();
    }

    /** As it stands, with nothing marked as changed. */
    Item copy() {
        return new Item(key, tracking, inStock, archived, components, levels, allocations.values(), backordered, told);
    }

    public Level at(String location) {
        return levels.getOrDefault(location, Level.ZERO);
    }

    public Map<String, Level> levels() {
        return Collections.unmodifiableMap(levels);
    }

    Collection<Allocation> allocations() {
        return new ArrayList<>(allocations.values());
    }

    boolean hasReserve() {
        return allocations.values().stream().anyMatch(a -> a.purpose() == Allocation.Purpose.RESERVE);
    }

    /** The allocation, or null once it has ended. */
    public Allocation allocation(UUID id) {
        return allocations.get(id);
    }

    Level change(String location, Change change) {
        Level after = at(location).plus(change);
        levels.put(location, after);
        movedAt.add(location);
        moved = true;
        return after;
    }

    void draw(UUID allocation, long units) {
        allocations.computeIfPresent(allocation, (id, a) -> a.drawn(units));
        drawnFrom.add(allocation);
        touched = true;
    }

    void backorder(long units) {
        backordered += units;
        moved |= units != 0;
    }

    public long backordered() {
        return backordered;
    }

    public Map<String, Long> told() {
        return told;
    }

    /** Remembers what a channel is told; whether that is news to it. */
    boolean told(String channel, long sellable) {
        Long before = told.put(channel, sellable);
        boolean isNews = before == null || before != sellable;
        touched |= isNews;
        return isNews;
    }

    /** Whether anything that readers of this SKU see has changed. */
    public boolean isTouched() {
        return touched || moved;
    }

    /** Whether its units changed. */
    public boolean isMoved() {
        return moved;
    }

    /** Locations whose level changed. */
    public Set<String> movedAt() {
        return movedAt;
    }

    /** Allocations whose drawn units changed and that still exist. */
    public List<Allocation> drawnFrom() {
        return drawnFrom.stream().map(allocations::get).filter(a -> a != null).toList();
    }
}
