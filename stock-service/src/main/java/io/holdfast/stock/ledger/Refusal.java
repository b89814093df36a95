package io.holdfast.stock.ledger;

import java.util.List;
import java.util.UUID;

/** Why a command changed nothing. A value, told to the caller as it is. */
public sealed interface Refusal {

    /** The order is refused as a whole; every short line is named. */
    record InsufficientStock(List<Short> lines) implements Refusal {
        /** What was asked and what the channel may sell. */
        public record Short(String sku, long requested, long sellable) {}
    }

    /** The reference is taken by an order with other content. */
    record ReferenceReused(UUID order) implements Refusal {}

    /** The order's state does not allow it. */
    record AlreadyResolved(Order.State state) implements Refusal {}

    /** More was to be shipped or returned than there is; every line is named. */
    record TooMany(String code, List<Line> lines) implements Refusal {
        /** What was asked and what would be possible. */
        public record Line(String sku, long requested, long possible) {}
    }

    /** There is no such thing for this merchant. */
    record Unknown(What what, List<String> names) implements Refusal {
        /** What was looked for. */
        public enum What { ORDER, CHANNEL, SKU, LOCATION }
    }

    /** Only a POS channel sells over the counter. */
    record NotOverTheCounter(String channel) implements Refusal {}

    static Outcome unknown(Unknown.What what, List<String> names) {
        return Outcome.refused(new Unknown(what, names));
    }

    static Outcome alreadyResolved(Order order) {
        return Outcome.refused(new AlreadyResolved(order.state()));
    }
}
