package io.holdfast.stock.ledger;

import java.util.List;

/** Units may be free that no command set free, a repair for one did: those who wait for these SKUs get them. */
public record CoverWaiting(String merchant, List<String> skus) implements Command {

    @Override
    public boolean mayFree() {
        return true;
    }

    @Override
    public Outcome decide(Book book) {
        skus.stream().map(sku -> book.item(new ItemKey(merchant, sku))).filter(item -> item != null && book.holds(item))
                .forEach(item -> item.levels().keySet().forEach(location -> Covering.cover(book, item, location)));
        return new Outcome.Told();
    }
}
