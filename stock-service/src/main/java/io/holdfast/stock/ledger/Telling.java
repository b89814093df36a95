package io.holdfast.stock.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What channels are to be told once a batch is decided: the quantities that are others than those told last. */
public final class Telling {

    private Telling() {}

    /**
     * New values of one SKU.
     *
     * @param sellable by channel, of those whose value changed; {@link Offer#UNLIMITED} where nothing is counted
     */
    public record News(Item item, Map<String, Long> sellable) {}

    /** The items remember what was told. */
    public static List<News> of(Book book) {
        List<News> news = new ArrayList<>();
        for (Item item : concerned(book)) {
            Merchant merchant = book.merchant(item.key().merchant());
            Map<String, Long> changed = new TreeMap<>();
            merchant.channels().values().forEach(channel -> {
                long sellable = Offer.of(book.stock(), item, channel, merchant, book.now()).sellable();
                if (item.told(channel.code(), sellable)) {
                    changed.put(channel.code(), sellable);
                }
            });
            if (!changed.isEmpty()) {
                news.add(new News(item, changed));
            }
        }
        return news;
    }

    /** Whose value a {@link Retell} settled, another one or not: who decided by what was known before has to decide anew. */
    public static Set<Item> settled(Book book) {
        return around(book, book.lookedAt());
    }

    private static Set<Item> concerned(Book book) {
        Set<Item> looked = new LinkedHashSet<>(book.touchedItems());
        looked.addAll(book.lookedAt());
        return around(book, looked);
    }

    /** Some items, what they are made of, and the bundles that are made of that, as far as the book holds them. */
    private static Set<Item> around(Book book, Set<Item> looked) {
        Set<Item> exploded = new LinkedHashSet<>(looked);
        looked.forEach(item -> item.components().forEach(c -> exploded.add(book.item(item.key().sibling(c.sku())))));
        Set<Item> concerned = new LinkedHashSet<>(exploded);
        exploded.stream().filter(item -> item != null).forEach(item -> concerned.addAll(book.stock().bundlesWith(item.key())));
        concerned.removeIf(item -> item == null || !book.holds(item));
        return concerned;
    }
}
