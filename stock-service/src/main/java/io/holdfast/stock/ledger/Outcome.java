package io.holdfast.stock.ledger;

import java.util.List;

/** What became of a command. */
public sealed interface Outcome {

    /** The order after the command; {@code repeated}: it was asked before, this is the answer, and nothing happened now. */
    record Done(Order order, boolean repeated) implements Outcome {}

    /** Each line of an adjustment, in the order given. */
    record Adjusted(List<AdjustStock.Result> results, boolean stored) implements Outcome {}

    /** A shipment after the command. */
    record Sent(Shipment shipment) implements Outcome {}

    /** Channels are told what they may sell, where that has changed. */
    record Told() implements Outcome {}

    /** Nothing changed. */
    record Refused(Refusal reason) implements Outcome {}

    /** It was decided before, under the same key, and this is what was decided. */
    record Again(Outcome first) implements Outcome {}

    /** Its key belongs to another request. */
    record KeyTaken() implements Outcome {}

    static Outcome done(Order order) {
        return new Done(order, false);
    }

    static Outcome refused(Refusal reason) {
        return new Refused(reason);
    }
}
