package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;
import java.util.UUID;

/** The sale is off: what has not shipped is free at once. */
public record CancelOrder(String merchant, UUID order, String eventId, String reason, String actor) implements OrderCommand {

    @Override
    public OrderEvent.Kind kind() {
        return OrderEvent.Kind.CANCELLATION;
    }

    @Override
    public Outcome decide(Book book, Order order) {
        return switch (order.state()) {
            case UNPAID, PAID, SHORT, EXPIRED, PAYMENT_FAILED, PARTIALLY_FULFILLED ->
                    done(book, Releasing.release(book, order, State.CANCELLED, Movement.Kind.RELEASE, reason, actor));
            case FULFILLED, CANCELLED, SUPERSEDED -> Refusal.alreadyResolved(order);
        };
    }
}
