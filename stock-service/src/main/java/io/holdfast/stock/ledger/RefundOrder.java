package io.holdfast.stock.ledger;

import java.util.UUID;

/** The money went back. That alone moves nothing. */
public record RefundOrder(String merchant, UUID order, String eventId, String actor) implements OrderCommand {

    @Override
    public OrderEvent.Kind kind() {
        return OrderEvent.Kind.REFUND;
    }

    @Override
    public boolean mayFree() {
        return false;
    }

    @Override
    public Outcome decide(Book book, Order order) {
        return order.paid() ? done(book, order) : Refusal.alreadyResolved(order);
    }
}
