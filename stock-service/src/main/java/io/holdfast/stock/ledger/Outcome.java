package io.holdfast.stock.ledger;

import java.util.List;

/** What became of a command. */
public sealed interface Outcome {

    /** The order after the command; {@code repeated}: it was placed before with the same content, and nothing happened now. */
    record Done(Order order, boolean repeated) implements Outcome {}

    /** The event was answered before; this is the first answer, word for word as it was stored. */
    record AnsweredBefore(String answer) implements Outcome {}

    /** Each line of an adjustment, in the order given. */
    record Adjusted(List<AdjustStock.Result> results, boolean stored) implements Outcome {}

    /** Nothing changed. */
    record Refused(Refusal reason) implements Outcome {}

    static Outcome done(Order order) {
        return new Done(order, false);
    }

    static Outcome refused(Refusal reason) {
        return new Refused(reason);
    }
}
