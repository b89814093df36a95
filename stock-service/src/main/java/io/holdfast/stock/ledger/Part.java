package io.holdfast.stock.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * What an order line takes of one SKU: of its own, or, where a bundle was sold, of each component. In units of that SKU.
 *
 * @param perUnit units in one that was sold
 * @param counted whether stock was counted for it when it was placed; later edits of the variant or channel don't change it
 * @param backordered units that no physical unit covers yet
 */
public record Part(String sku, long perUnit, boolean counted, List<Hold> holds, long backordered) {

    static Part holdingNothing(Recipe.Ingredient ingredient) {
        return new Part(ingredient.item().sku(), ingredient.perUnit(), ingredient.counted(), List.of(), 0);
    }

    public long reserved() {
        return sum(Hold::reserved);
    }

    public long committed() {
        return sum(Hold::committed);
    }

    long fulfilled() {
        return sum(Hold::fulfilled);
    }

    /** Units in hand that have not shipped. */
    long open() {
        return sum(Hold::open);
    }

    /** Whether units that arrive are for this part; one that was not counted is covered by none. */
    boolean waits() {
        return counted && backordered > 0;
    }

    private long sum(ToLongFunction<Hold> units) {
        return holds.stream().mapToLong(units).sum();
    }

    Part holding(List<Hold> holds, long backordered) {
        return new Part(sku, perUnit, counted, List.copyOf(holds), backordered);
    }

    Part withHolds(UnaryOperator<Hold> change) {
        return holding(holds.stream().map(change).toList(), backordered);
    }

    /** Backordered units that arrived at a location. */
    Part covered(Hold arrived) {
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
        return holding(all, backordered - arrived.open());
    }

    /** What is left once everything unshipped was given back. */
    Part released() {
        return holding(holds.stream().filter(h -> h.fulfilled() > 0).map(Hold::released).toList(), 0);
    }

    /** Ships units, in the order of the holds. */
    Part shipped(long units) {
        List<Hold> after = new ArrayList<>();
        long left = units;
        for (Hold hold : holds) {
            long here = Math.min(left, hold.open());
            after.add(hold.shipped(here));
            left -= here;
        }
        return holding(after, backordered);
    }
}
