package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;
import java.util.UUID;

/** The payment of an unpaid order failed: its units are free at once. */
public record FailPayment(String merchant, UUID order, String eventId, String reason, String actor) implements OrderCommand {

    @Override
    public OrderEvent.Kind kind() {
        return OrderEvent.Kind.FAILURE;
    }

    @Override
    public Outcome decide(Book book, Order order) {
        return order.state() != State.UNPAID ? Refusal.alreadyResolved(order)
                : done(book, Releasing.release(book, order, State.PAYMENT_FAILED, Movement.Kind.RELEASE, reason, actor));
    }
}
