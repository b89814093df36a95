package io.holdfast.stock.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * One SKU of an order. An open line's units add up: reserved + committed + fulfilled + backordered = quantity.
 *
 * @param parts what it takes: one of its own SKU, or, of a bundle, one for each component
 * @param returned units that came back, of those fulfilled
 */
public record OrderLine(String sku, long quantity, List<Part> parts, long returned, List<Draw> draws) {

    static OrderLine holdingNothing(long quantity, Recipe recipe) {
        return new OrderLine(recipe.of().sku(), quantity, recipe.ingredients().stream().map(Part::holdingNothing).toList(), 0, List.of());
    }

    /** Whether units of the SKU itself are held. */
    public boolean isCounted() {
        return !isBundle() && parts.get(0).counted();
    }

    public boolean isBundle() {
        return parts.size() != 1 || !parts.get(0).sku().equals(sku);
    }

    public long reserved() {
        return whole(Part::reserved);
    }

    public long committed() {
        return whole(Part::committed);
    }

    public long fulfilled() {
        return whole(Part::fulfilled);
    }

    /** Units that are not covered whole. */
    public long backordered() {
        return parts.stream().allMatch(part -> part.backordered() == 0) ? 0 : quantity - fulfilled() - reserved() - committed();
    }

    /** As many as every part has units for. */
    private long whole(ToLongFunction<Part> units) {
        long least = Long.MAX_VALUE;
        for (Part part : parts) {
            least = Math.min(least, units.applyAsLong(part) / part.perUnit());
        }
        return least;
    }

    Part part(String sku) {
        return parts.stream().filter(part -> part.sku().equals(sku)).findFirst().orElse(null);
    }

    boolean holdsAnything() {
        return parts.stream().anyMatch(part -> part.backordered() > 0 || !part.holds().isEmpty());
    }

    OrderLine with(List<Draw> draws) {
        return with(parts, draws);
    }

    OrderLine with(List<Part> parts, List<Draw> draws) {
        return new OrderLine(sku, quantity, List.copyOf(parts), returned, List.copyOf(draws));
    }

    OrderLine withEachPart(UnaryOperator<Part> change) {
        return new OrderLine(sku, quantity, parts.stream().map(change).toList(), returned, draws);
    }

    OrderLine withReturned(long units) {
        return new OrderLine(sku, quantity, parts, returned + units, draws);
    }

    /** What is left once everything unshipped was given back. */
    OrderLine released() {
        OrderLine released = withEachPart(Part::released);
        return released.with(released.parts, drawsKept(released.fulfilled()));
    }

    /** Shipped units are the first that the draws were for. */
    private List<Draw> drawsKept(long shipped) {
        List<Draw> kept = new ArrayList<>();
        String sku = null;
        long left = 0;
        for (Draw draw : draws) {
            left = draw.sku().equals(sku) ? left : shipped * unitsOf(draw.sku());
            sku = draw.sku();
            long units = Math.min(left, draw.quantity());
            if (units > 0) {
                kept.add(new Draw(sku, draw.allocation(), units));
                left -= units;
            }
        }
        return kept;
    }

    private long unitsOf(String drawn) {
        Part part = part(drawn);
        return part == null ? 1 : part.perUnit();
    }

    Recipe recipe(String merchant) {
        return new Recipe(new ItemKey(merchant, sku), parts.stream().map(part ->
                new Recipe.Ingredient(new ItemKey(merchant, part.sku()), part.perUnit(), part.counted())).toList());
    }
}
