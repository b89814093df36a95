package io.holdfast.stock.ledger;

import java.util.List;

/**
 * Something that no command decided may have changed what channels may sell: a window began or ended, or an allocation, a
 * variant, a channel or a location was edited. Channels are told where their value is another one now.
 */
public record Retell(String merchant, List<String> skus) implements Command {

    @Override
    public boolean mayFree() {
        return false;
    }

    @Override
    public Outcome decide(Book book) {
        skus.forEach(sku -> book.look(new ItemKey(merchant, sku)));
        return new Outcome.Told();
    }
}
