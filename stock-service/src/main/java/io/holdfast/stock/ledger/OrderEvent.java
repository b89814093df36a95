package io.holdfast.stock.ledger;

import java.util.UUID;

/** One line of an order's history: what happened to it, and the state that it was in afterwards. */
public record OrderEvent(Key key, Order.State state, String actor) {

    /**
     * What makes an event the same event.
     *
     * @param eventId null: nobody sends it, so it can't be repeated
     */
    public record Key(String merchant, UUID order, Kind kind, String eventId) {}

    /** What happened. */
    public enum Kind { PLACEMENT, PAYMENT, FAILURE, CANCELLATION, FULFILMENT, REFUND, RETURN, EXPIRY, COVER, SALE, SUPERSESSION }

    static OrderEvent byItself(Order order, Kind kind, String actor) {
        return new OrderEvent(new Key(order.merchant(), order.id(), kind, null), order.state(), actor);
    }
}
