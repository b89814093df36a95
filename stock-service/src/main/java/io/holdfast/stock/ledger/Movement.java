package io.holdfast.stock.ledger;

import java.util.UUID;

/**
 * One immutable line of the stock ledger.
 *
 * @param after the four values once the change is made
 * @param order on whose behalf, or null
 * @param reason in the words of who asked for it, or null
 * @param actor who: the key's id, or the part of Holdfast that acted by itself
 */
public record Movement(ItemKey item, String location, Kind kind, Change change, Level after, UUID order, String reason, String actor) {

    /** Why a level changed. */
    public enum Kind {
        /** A delta by hand. */
        ADJUSTMENT,
        /** On hand was set to what was counted. */
        COUNT,
        /** Set aside for an unpaid order. */
        RESERVATION,
        /** Set aside for a paid order. */
        COMMITMENT,
        /** Given back by a failure or a cancellation. */
        RELEASE,
        /** Given back because nobody paid in time. */
        EXPIRY,
        /** Shipped. */
        FULFILMENT,
        /** Sold over the counter. */
        SALE,
        /** Came back and was put on the shelf. */
        RETURN,
        /** Left for another location, or came from it at once. */
        TRANSFER,
        /** Is on its way. */
        INBOUND,
        /** Arrived. */
        RECEIPT,
        /** Was on its way and never arrived. */
        SHORTAGE,
        /** Set to what an outside system says. */
        SNAPSHOT,
        /** What an audit found to be missing in the ledger. */
        REPAIR,
        /** The sum of what was too long ago to be kept line by line. */
        OPENING
    }
}
