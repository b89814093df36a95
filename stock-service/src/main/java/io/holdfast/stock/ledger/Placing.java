package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Refusal.Unknown.What;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** What every new order has in common, wherever it is placed. */
final class Placing {

    private Placing() {}

    /** Lines of one SKU added up, in the order of first mention. */
    static List<Wanted> addedUp(List<Wanted> lines) {
        Map<String, Long> sums = new LinkedHashMap<>();
        lines.forEach(line -> sums.merge(line.sku(), line.quantity(), Long::sum));
        return sums.entrySet().stream().map(e -> new Wanted(e.getKey(), e.getValue())).toList();
    }

    /** The answer if the reference is taken: the same order for the same request, else a refusal. */
    static Optional<Outcome> placedBefore(Book book, String merchant, UUID id, String channel, String reference, String content) {
        return book.byReference(merchant, channel, reference).map(order -> {
            if (!order.placement().content().equals(content)) {
                return Outcome.refused(new Refusal.ReferenceReused(order.id()));
            }
            // The id is the command's own: it was stored, and only its answer was lost.
            return new Outcome.Done(order.asReadAt(book.now()), !order.id().equals(id));
        });
    }

    /** The refusal if a SKU, or one that it is made of, is not there to be sold. */
    static Optional<Outcome> unknownSkus(Book book, String merchant, List<Wanted> lines, Predicate<Item> isForSale) {
        List<String> unknown = lines.stream()
                .flatMap(line -> Recipe.missing(book.stock(), new ItemKey(merchant, line.sku()), isForSale).stream()).distinct().toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(Refusal.unknown(What.SKU, unknown));
    }

    /** The refusal if a location is named that is not there. */
    static Optional<Outcome> unknownLocation(Book book, String merchant, String location) {
        return location == null || book.merchant(merchant).locations().contains(location) ? Optional.empty()
                : Optional.of(Refusal.unknown(What.LOCATION, List.of(location)));
    }
}
