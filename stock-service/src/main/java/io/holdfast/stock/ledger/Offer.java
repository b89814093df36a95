package io.holdfast.stock.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one channel may take of one SKU, now: the sellable formula, here and nowhere else.
 *
 * @param sellable units; {@link #UNLIMITED} where nothing is counted and nothing stops the sale
 * @param parts what a sale takes: of a bundle its components, else the SKU itself; empty where nothing may be sold
 * @param pots the allocations of the SKU itself
 */
public record Offer(long sellable, List<Part> parts, Pots pots) {

    public static final long UNLIMITED = Long.MAX_VALUE;

    /**
     * One ingredient.
     *
     * @param sellable units of it by itself
     * @param reach the units that may be taken of it; null where it is not counted
     */
    record Part(Recipe.Ingredient ingredient, long sellable, Reach reach, Pots pots) {

        private static Part of(Recipe.Ingredient ingredient, Reach reach, Pots pots, Channel channel, Merchant merchant) {
            List<String> locations = channel.locationsIn(merchant);
            long sellable = reach == null ? UNLIMITED
                    : channel.splitLines() || locations.isEmpty() ? pots.sellable(reach.everywhere(), reach.openEverywhere())
                    : locations.stream().mapToLong(l -> pots.sellable(reach.at(l), reach.openAt(l))).max().orElse(0);
            return new Part(ingredient, sellable, reach, pots);
        }

        long whole() {
            return sellable == UNLIMITED ? UNLIMITED : sellable / ingredient.perUnit();
        }

        long wholeAt(String location) {
            return reach == null ? UNLIMITED : pots.sellable(reach.at(location), reach.openAt(location)) / ingredient.perUnit();
        }
    }

    /** For a new sale. */
    public static Offer of(Stock stock, Item item, Channel channel, Merchant merchant, Instant now) {
        boolean isToBeHad = Recipe.missing(stock, item.key(), i -> !i.isArchived()).isEmpty();
        return isToBeHad ? of(stock, Recipe.of(stock, item, channel), channel, merchant, now) : nothing();
    }

    /** For what is made as it was when it was placed. */
    static Offer of(Stock stock, Recipe recipe, Channel channel, Merchant merchant, Instant now) {
        Pots own = Pots.of(stock.item(recipe.of()), channel, now);
        List<Part> parts = new ArrayList<>();
        for (Recipe.Ingredient ingredient : recipe.ingredients()) {
            Item item = stock.item(ingredient.item());
            Pots pots = recipe.isBundle() ? Pots.of(item, channel, now) : own;
            boolean soldOutByHand = !ingredient.counted() && !item.isCounted() && !item.isInStock();
            if (own.stopped() || pots.stopped() || soldOutByHand) {
                return nothing();
            }
            Reach reach = ingredient.counted() ? Reach.of(stock, item, recipe.of(), channel, merchant, now) : null;
            parts.add(Part.of(ingredient, reach, pots, channel, merchant));
        }
        long least = least(parts, channel, merchant);
        return new Offer(recipe.isBundle() && least != UNLIMITED ? own.cut(least) : least, parts, own);
    }

    /** Whether nothing is counted and nothing stops the sale. */
    public boolean isUnlimited() {
        return sellable == UNLIMITED;
    }

    /** What may be sold of one ingredient by itself; 0 where nothing may be sold. */
    long sellableOf(Recipe.Ingredient ingredient) {
        return parts.stream().filter(part -> part.ingredient().equals(ingredient)).mapToLong(Part::sellable).findFirst().orElse(0);
    }

    /** As many as its scarcest part allows; without splitting, all parts at one location. */
    private static long least(List<Part> parts, Channel channel, Merchant merchant) {
        if (parts.size() == 1 || channel.splitLines() || channel.locationsIn(merchant).isEmpty()) {
            return parts.stream().mapToLong(Part::whole).min().orElse(0);
        }
        return channel.locationsIn(merchant).stream()
                .mapToLong(location -> wholeAt(parts, location)).max().orElse(0);
    }

    /** As many as could be made of what one location has. */
    long wholeAt(String location) {
        return wholeAt(parts, location);
    }

    private static long wholeAt(List<Part> parts, String location) {
        return parts.stream().mapToLong(part -> part.wholeAt(location)).min().orElse(0);
    }

    private static Offer nothing() {
        return new Offer(0, List.of(), new Pots(true, null, null, List.of(), 0));
    }
}
