package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.Refusal.Unknown.What;
import java.util.List;
import java.util.UUID;

/**
 * The buyer stands in the shop with the goods in hand: a fact, never refused for lack of stock nor by allocations.
 * Available may go negative, which is told.
 *
 * @param id the order's, if it is accepted
 * @param content canonical form of the request
 */
public record SellOverCounter(String merchant, UUID id, String channel, String reference, String content, String location,
        List<Wanted> lines, String actor) implements Command {

    public SellOverCounter {
        lines = Placing.addedUp(lines);
    }

    @Override
    public List<String> skus() {
        return lines.stream().map(Wanted::sku).toList();
    }

    @Override
    public Outcome decide(Book book) {
        Merchant facts = book.merchant(merchant);
        Channel till = facts.channels().get(channel);
        if (till == null) {
            return Refusal.unknown(What.CHANNEL, List.of(channel));
        }
        if (till.kind() != Channel.Kind.POS) {
            return Outcome.refused(new Refusal.NotOverTheCounter(channel));
        }
        if (!facts.locations().contains(location)) {
            return Refusal.unknown(What.LOCATION, List.of(location));
        }
        return Placing.placedBefore(book, merchant, id, channel, reference, content)
                // What is in the buyer's hand was for sale, archived or not.
                .or(() -> Placing.unknownSkus(book, merchant, lines, item -> true))
                .orElseGet(() -> sell(book, till));
    }

    private Outcome sell(Book book, Channel till) {
        Trigger trigger = Trigger.inForce(book.merchant(merchant).settings(), till, book.now());
        Order order = new Order(id, merchant, channel, reference, content, State.FULFILLED, trigger, false, null, true,
                book.now(), null, lines.stream().map(line -> sell(book, till, line)).toList());
        book.put(order, OrderEvent.byItself(order, OrderEvent.Kind.SALE, actor));
        return Outcome.done(order);
    }

    private OrderLine sell(Book book, Channel till, Wanted line) {
        Item item = book.item(new ItemKey(merchant, line.sku()));
        boolean counted = till.tracksStock() && item.isCounted();
        List<Draw> draws = List.of();
        if (counted) {
            // Not refused by allocations, but what is set aside for the till is used up by what it sells.
            draws = Taking.draw(item, Offer.pots(item, till), line.quantity());
            book.move(item, location, Change.onHand(-line.quantity()), Movement.Kind.SALE, id, null, actor);
        }
        Hold gone = new Hold(counted ? location : null, 0, 0, line.quantity());
        return OrderLine.holdingNothing(line.sku(), line.quantity(), counted).taking(List.of(gone), 0, draws);
    }
}
