package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Refusal;
import java.time.Instant;

/** One command, what was before it, what it answered, and what is after it. */
record Step(Command command, Outcome outcome, Shop shop, View before, View after, Instant now) {

    /** A refusal or a repetition: of all that there is nothing may have changed. */
    void changedNothing() {
        assertSame(before, after, () -> "it changes nothing: " + command + " → " + outcome);
    }

    void refusedAs(Refusal reason) {
        assertEquals(Outcome.refused(reason), outcome, () -> "refused: " + command);
        changedNothing();
    }

    <T extends Refusal> T refused(Class<T> as) {
        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, outcome, () -> "refused: " + command);
        changedNothing();
        return assertInstanceOf(as, refused.reason(), () -> "refused: " + command);
    }

    Order done() {
        Outcome.Done done = assertInstanceOf(Outcome.Done.class, outcome, () -> "done: " + command);
        assertEquals(false, done.repeated(), () -> "for the first time: " + command);
        assertEquals(after.orders().get(done.order().id()), done.order(), () -> "as it is stored: " + command);
        return done.order();
    }

    /** The same as before: what was asked again gets the answer that it got. */
    void repeats(Order order) {
        assertEquals(new Outcome.Done(order, true), outcome, () -> "R19 R13 a repetition gets the first answer: " + command);
        changedNothing();
    }
}
