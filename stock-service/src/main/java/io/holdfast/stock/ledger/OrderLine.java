package io.holdfast.stock.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * One SKU of an order. An open line's units add up: reserved + committed + fulfilled + backordered = quantity.
 *
 * @param counted whether stock was counted for it when it was placed; later edits of the variant or channel don't change it
 * @param returned units that came back, of those fulfilled
 */
public record OrderLine(String sku, long quantity, boolean counted, List<Hold> holds, long backordered, long returned, List<Draw> draws) {

    static OrderLine holdingNothing(String sku, long quantity, boolean counted) {
        return new OrderLine(sku, quantity, counted, List.of(), 0, 0, List.of());
    }

    public long reserved() {
        return sum(Hold::reserved);
    }

    public long committed() {
        return sum(Hold::committed);
    }

    public long fulfilled() {
        return sum(Hold::fulfilled);
    }

    /** Whether units that arrive are for this line; one that was not counted is covered by none. */
    boolean waits() {
        return counted && backordered > 0;
    }

    private long sum(ToLongFunction<Hold> units) {
        return holds.stream().mapToLong(units).sum();
    }

    OrderLine taking(List<Hold> holds, long backordered, List<Draw> draws) {
        return new OrderLine(sku, quantity, counted, holds, backordered, returned, draws);
    }

    OrderLine withHolds(UnaryOperator<Hold> change) {
        return new OrderLine(sku, quantity, counted, holds.stream().map(change).toList(), backordered, returned, draws);
    }

    /** Backordered units that arrived at a location. */
    OrderLine covered(Hold arrived) {
        List<Hold> all = new ArrayList<>(holds);
        int same = 0;
        while (same < all.size() && !Objects.equals(all.get(same).location(), arrived.location())) {
            same++;
        }
        if (same < all.size()) {
            all.set(same, all.get(same).plus(arrived));
        } else {
            all.add(arrived);
        }
        return new OrderLine(sku, quantity, counted, List.copyOf(all), backordered - arrived.open(), returned, draws);
    }

    OrderLine withReturned(long units) {
        return new OrderLine(sku, quantity, counted, holds, backordered, returned + units, draws);
    }

    /** What is left once everything unshipped was given back. */
    OrderLine released() {
        List<Hold> shipped = holds.stream().filter(h -> h.fulfilled() > 0).map(Hold::released).toList();
        long kept = shipped.stream().mapToLong(Hold::fulfilled).sum();
        return new OrderLine(sku, quantity, counted, shipped, 0, returned, drawsKept(kept));
    }

    /** Shipped units are the first that the draws were for. */
    private List<Draw> drawsKept(long shipped) {
        List<Draw> kept = new ArrayList<>();
        long left = shipped;
        for (Draw draw : draws) {
            long units = Math.min(left, draw.quantity());
            if (units > 0) {
                kept.add(new Draw(draw.allocation(), units));
                left -= units;
            }
        }
        return List.copyOf(kept);
    }
}
