package io.holdfast.stock.simulation;

import io.holdfast.stock.ledger.Hold;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.OrderEvent.Kind;
import io.holdfast.stock.ledger.Trigger;
import java.util.EnumSet;
import java.util.Set;

/** R19 as a table: the states that an event may lead to. None: a conflict that changes nothing. */
final class StateTable {

    private StateTable() {}

    static Set<State> after(Order order, Kind kind) {
        State state = order.state();
        boolean unpaidTerms = state == State.UNPAID && order.placement().onTerms();
        return switch (kind) {
            case PAYMENT -> payment(order);
            case FAILURE -> state == State.UNPAID ? Set.of(State.PAYMENT_FAILED) : Set.of();
            case CANCELLATION -> EnumSet.of(State.UNPAID, State.PAID, State.SHORT, State.EXPIRED, State.PAYMENT_FAILED,
                    State.PARTIALLY_FULFILLED).contains(state) ? Set.of(State.CANCELLED) : Set.of();
            case FULFILMENT -> unpaidTerms || EnumSet.of(State.PAID, State.SHORT, State.PARTIALLY_FULFILLED).contains(state)
                    ? EnumSet.of(State.PARTIALLY_FULFILLED, State.FULFILLED) : Set.of();
            case REFUND -> order.paid() ? Set.of(state) : Set.of();
            case RETURN -> Set.of(state);
            case EXPIRY -> state == State.UNPAID ? Set.of(State.EXPIRED) : Set.of();
            case SUPERSESSION -> state == State.UNPAID ? Set.of(State.SUPERSEDED) : Set.of();
            case COVER -> state == State.SHORT ? EnumSet.of(State.SHORT, State.PAID) : Set.of(state);
            case PLACEMENT, SALE -> Set.of();
        };
    }

    private static Set<State> payment(Order order) {
        return switch (order.state()) {
            case UNPAID -> order.placement().trigger() == Trigger.ON_ORDER ? Set.of(State.PAID) : EnumSet.of(State.PAID, State.SHORT);
            case EXPIRED, PAYMENT_FAILED, SUPERSEDED -> EnumSet.of(State.PAID, State.SHORT);
            // What shipped on payment terms before the cancellation can't be taken again.
            case CANCELLED -> order.paid() || hasShipped(order) ? Set.of() : EnumSet.of(State.PAID, State.SHORT);
            // On payment terms (R20) the payment only marks it paid.
            case PARTIALLY_FULFILLED, FULFILLED -> order.paid() ? Set.of() : Set.of(order.state());
            case PAID, SHORT -> Set.of();
        };
    }

    private static boolean hasShipped(Order order) {
        return order.lines().stream().flatMap(l -> l.parts().stream()).flatMap(p -> p.holds().stream()).mapToLong(Hold::fulfilled).sum() > 0;
    }
}
