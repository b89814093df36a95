package io.holdfast.stock.ledger;

import java.util.List;
import java.util.UUID;

/** Something that happens to an order that exists. A repeated event gets the first answer again. */
public sealed interface OrderCommand extends Command
        permits PayOrder, FailPayment, CancelOrder, FulfilOrder, ReturnUnits, RefundOrder, ExpireOrder {

    @Override
    UUID order();

    /** The sender's id of the event; one of ours where the sender gave none. */
    String eventId();

    String actor();

    OrderEvent.Kind kind();

    @Override
    default List<String> skus() {
        return List.of();
    }

    /** The lines of an order are known only once it is read; most have few, some have thousands. */
    @Override
    default int size() {
        return LINES_UNKNOWN;
    }

    /** What it does to the order, once it is known to exist and the event to be new. */
    Outcome decide(Book book, Order order);

    @Override
    default Outcome decide(Book book) {
        Order answered = book.answerTo(event());
        if (answered != null) {
            return new Outcome.Done(answered, true);
        }
        return book.order(merchant(), order()).map(order -> decide(book, order))
                .orElseGet(() -> Refusal.unknown(Refusal.Unknown.What.ORDER, List.of(order().toString())));
    }

    default OrderEvent.Key event() {
        return new OrderEvent.Key(merchant(), order(), kind(), eventId());
    }

    /** Stores the order as this event left it. */
    default Outcome done(Book book, Order order) {
        book.put(order, new OrderEvent(event(), order.state(), actor()));
        return Outcome.done(order);
    }
}
