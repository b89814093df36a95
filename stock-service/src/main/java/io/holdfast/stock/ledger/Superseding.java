package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.Refusal.CannotSupersede;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A buyer's new attempt takes the place of the one before: its units are free for the new one, and only once that is accepted. */
final class Superseding {

    private Superseding() {}

    /** The refusal if the order names an attempt that it can't take the place of. */
    static Optional<Outcome> refusal(Book book, PlaceOrder attempt) {
        if (attempt.order() == null) {
            return Optional.empty();
        }
        Order old = book.order(attempt.merchant(), attempt.order()).orElse(null);
        CannotSupersede.Why why = old == null ? CannotSupersede.Why.UNKNOWN
                : !old.placement().channel().equals(attempt.channel()) ? CannotSupersede.Why.OTHER_CHANNEL
                : old.paid() || old.state() == State.PARTIALLY_FULFILLED || old.state() == State.FULFILLED ? CannotSupersede.Why.NOT_UNPAID
                : null;
        return why == null ? Optional.empty() : Optional.of(Outcome.refused(new CannotSupersede(attempt.order(), why)));
    }

    /** The attempt before, as long as it is waiting for its payment; one that has ended holds nothing any more. */
    static Order held(Book book, PlaceOrder attempt) {
        return attempt.order() == null ? null
                : book.order(attempt.merchant(), attempt.order()).filter(o -> o.state() == State.UNPAID).orElse(null);
    }

    static Stock withoutHoldsOf(Order old, Stock stock) {
        Set<ItemKey> items = new HashSet<>();
        old.lines().forEach(line -> {
            items.add(old.itemOf(line.sku()));
            line.parts().forEach(part -> items.add(old.itemOf(part.sku())));
        });
        Stock free = stock.trying(items);
        Releasing.tryOut(free, old);
        return free;
    }

    static void supersede(Book book, Order old, String actor) {
        if (old != null) {
            Order superseded = Releasing.release(book, old, State.SUPERSEDED, Movement.Kind.RELEASE, "superseded", actor);
            book.put(superseded, OrderEvent.byItself(superseded, OrderEvent.Kind.SUPERSESSION, actor));
        }
    }
}
