package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.Refusal.InsufficientStock;
import io.holdfast.stock.ledger.Refusal.Unknown.What;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A buyer reached the payment page.
 *
 * @param id the order's, if it is accepted
 * @param content canonical form of the request
 * @param occurredAt when the sale took place, as the channel says; for reports only
 * @param expiresIn life of the reservation; null: by payment method, channel or merchant
 */
public record PlaceOrder(String merchant, UUID id, String channel, String reference, String content, List<Wanted> lines,
        Life expiresIn, String paymentMethod, Instant occurredAt, String actor) implements Command {

    public PlaceOrder {
        lines = Placing.addedUp(lines);
    }

    @Override
    public List<String> skus() {
        return lines.stream().map(Wanted::sku).toList();
    }

    @Override
    public Outcome decide(Book book) {
        Channel from = book.merchant(merchant).channels().get(channel);
        if (from == null) {
            return Refusal.unknown(What.CHANNEL, List.of(channel));
        }
        return Placing.placedBefore(book, merchant, id, channel, reference, content)
                .or(() -> Placing.unknownSkus(book, merchant, lines, item -> !item.isArchived()))
                .or(() -> shortLines(book, from))
                .orElseGet(() -> accept(book, from));
    }

    /** All or nothing: one short line refuses the order, and every short line is told. */
    private Optional<Outcome> shortLines(Book book, Channel from) {
        List<InsufficientStock.Short> missing = lines.stream()
                .map(line -> new InsufficientStock.Short(line.sku(), line.quantity(), offer(book, from, line.sku()).sellable()))
                .filter(line -> line.sellable() < line.requested()).toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(Outcome.refused(new InsufficientStock(missing)));
    }

    private Outcome accept(Book book, Channel from) {
        Settings settings = book.merchant(merchant).settings();
        Trigger trigger = Trigger.inForce(settings, from, book.now());
        Life life = Life.of(expiresIn, paymentMethod, from, settings);
        boolean holds = trigger == Trigger.ON_ORDER;
        Instant expiresAt = holds ? life.endFrom(book.now()) : null;
        Order order = new Order(id, merchant, channel, reference, content, State.UNPAID, trigger,
                holds && expiresAt == null, expiresAt, false, book.now(), occurredAt, emptyLines(book, from));
        if (holds) {
            Order empty = order;
            order = order.withEachLine(line -> Taking.take(book, empty, line,
                    offer(book, from, line.sku()), line.quantity(), actor));
        }
        book.put(order, OrderEvent.byItself(order, OrderEvent.Kind.PLACEMENT, actor));
        return Outcome.done(order);
    }

    private List<OrderLine> emptyLines(Book book, Channel from) {
        return lines.stream().map(line -> OrderLine.holdingNothing(line.sku(), line.quantity(),
                offer(book, from, line.sku()).counted())).toList();
    }

    private Offer offer(Book book, Channel from, String sku) {
        return Offer.of(book.item(new ItemKey(merchant, sku)), from, book.merchant(merchant));
    }
}
