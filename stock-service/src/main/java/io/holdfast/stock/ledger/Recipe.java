package io.holdfast.stock.ledger;

import java.util.List;
import java.util.function.Predicate;

/**
 * What one unit of a SKU takes: itself, or, of a bundle, its components. An order line keeps the recipe that it was placed with.
 *
 * @param of the SKU sold
 */
record Recipe(ItemKey of, List<Ingredient> ingredients) {

    /**
     * @param perUnit units in one that is sold
     * @param counted whether stock is counted for it
     */
    record Ingredient(ItemKey item, long perUnit, boolean counted) {}

    /** As the SKU is made now. */
    static Recipe of(Stock stock, Item item, Channel channel) {
        if (!item.isBundle()) {
            return new Recipe(item.key(), List.of(ingredient(item, 1, channel)));
        }
        return new Recipe(item.key(), item.components().stream()
                .map(c -> ingredient(stock.item(item.key().sibling(c.sku())), c.quantity(), channel)).toList());
    }

    /** SKUs that one can't be made without and that are not to be had, the item's own among them. */
    static List<String> missing(Stock stock, ItemKey key, Predicate<Item> isToBeHad) {
        Item item = stock.item(key);
        if (item == null || !isToBeHad.test(item)) {
            return List.of(key.sku());
        }
        return item.components().stream().map(Wanted::sku).filter(sku -> {
            Item component = stock.item(key.sibling(sku));
            return component == null || !isToBeHad.test(component);
        }).toList();
    }

    private static Ingredient ingredient(Item item, long perUnit, Channel channel) {
        return new Ingredient(item.key(), perUnit, item.isCounted() && channel.tracksStock());
    }

    /** Whether a sale of it touches stock at all. */
    boolean isCounted() {
        return ingredients.stream().anyMatch(Ingredient::counted);
    }

    boolean isBundle() {
        return ingredients.size() != 1 || !ingredients.get(0).item().equals(of);
    }
}
