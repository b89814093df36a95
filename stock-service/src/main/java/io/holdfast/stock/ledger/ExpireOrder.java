package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;
import java.util.UUID;

/** Nobody paid before the deadline. Asked too early or too late it changes nothing. */
public record ExpireOrder(String merchant, UUID order) implements OrderCommand {

    private static final String ITSELF = "expiry";

    @Override
    public String eventId() {
        return ITSELF;
    }

    @Override
    public String actor() {
        return ITSELF;
    }

    @Override
    public OrderEvent.Kind kind() {
        return OrderEvent.Kind.EXPIRY;
    }

    @Override
    public Outcome decide(Book book, Order order) {
        return !order.isDueAt(book.now()) ? Refusal.alreadyResolved(order)
                : done(book, Releasing.release(book, order, State.EXPIRED, Movement.Kind.EXPIRY, null, ITSELF));
    }
}
