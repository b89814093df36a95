package io.holdfast.stock.simulation;

import io.holdfast.stock.ledger.Allocation;
import io.holdfast.stock.ledger.Hold;
import io.holdfast.stock.ledger.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What one merchant has at one moment, to count with: what is taken here is only tried out. */
final class Shelves {

    final Shop shop;
    private final Instant now;
    private final Map<String, Map<String, Long>> available = new HashMap<>();
    private final Map<UUID, Long> drawn;

    Shelves(Shop shop, View view, Instant now) {
        this.shop = shop;
        this.now = now;
        this.drawn = new HashMap<>(view.drawn());
        view.levels().forEach((sku, levels) -> levels.forEach((location, level) ->
                change(sku, location, level.onHand() - level.reserved() - level.committed())));
    }

    private void change(String sku, String location, long units) {
        available.computeIfAbsent(sku, k -> new HashMap<>()).merge(location, units, Long::sum);
    }

    /** Free(l) of R44. */
    long free(String sku, String location) {
        return Math.max(0, available.getOrDefault(sku, Map.of()).getOrDefault(location, 0L));
    }

    long remaining(Allocation allocation) {
        return Math.max(0, allocation.quantity() - drawn.getOrDefault(allocation.id(), 0L));
    }

    /** Those of a SKU whose window is open, oldest first. */
    List<Allocation> inForce(String sku, Allocation.Purpose purpose) {
        List<Allocation> inForce = new ArrayList<>(shop.of(sku).values());
        inForce.removeIf(a -> a.purpose() != purpose
                || a.window().from() != null && now.isBefore(a.window().from())
                || a.window().until() != null && !now.isBefore(a.window().until()));
        inForce.sort(Comparator.comparing(Allocation::position));
        return inForce;
    }

    void take(String sku, String location, long units) {
        change(sku, location, -units);
    }

    void draw(UUID allocation, long units) {
        drawn.merge(allocation, units, Long::sum);
    }

    /** As if the order had never been placed. */
    void without(Order order) {
        order.lines().forEach(line -> {
            line.parts().forEach(part -> part.holds().stream().filter(Hold::isCounted)
                    .forEach(hold -> change(part.sku(), hold.location(), hold.reserved() + hold.committed())));
            line.draws().forEach(draw -> draw(draw.allocation(), -draw.quantity()));
        });
    }
}
