package io.holdfast.stock.ledger;

import java.util.List;
import java.util.UUID;

/** Something that is asked of stock. It carries an id of its own, so that asking again never does it twice. */
public sealed interface Command
        permits PlaceOrder, OrderCommand, SellOverCounter, AdjustStock, SendShipment, ReceiveShipment, Retell, CoverWaiting, Keyed {

    /** What counts for a command whose lines are known only to the database: more than most have, so that batches stay small. */
    int LINES_UNKNOWN = 20;

    String merchant();

    /** SKUs that it names; the SKUs of an order that it names are found by the order. */
    List<String> skus();

    /** How much work it is, in lines. */
    default int size() {
        return Math.max(1, skus().size());
    }

    /** The order that it is about, or null. */
    default UUID order() {
        return null;
    }

    /** The shipment that it is about, or null. */
    default UUID shipment() {
        return null;
    }

    /** The command itself, without the key that it was sent under. */
    default Command plain() {
        return this;
    }

    /** Whether it may set units free, which those who wait for them must get; only then they have to be in the book. */
    default boolean mayFree() {
        return true;
    }

    /** Decides against the book and leaves in it what changed; a refusal leaves nothing. */
    Outcome decide(Book book);
}
