package io.holdfast.stock.ledger;

/** A signed change of a level, in units. */
public record Change(long onHand, long reserved, long committed, long incoming) {

    static Change onHand(long units) {
        return new Change(units, 0, 0, 0);
    }

    static Change incoming(long units) {
        return new Change(0, 0, 0, units);
    }

    /** Units set aside for an order: committed once it is paid, reserved before. */
    static Change held(long units, boolean paid) {
        return paid ? new Change(0, 0, units, 0) : new Change(0, units, 0, 0);
    }

    static Change commit(long units) {
        return new Change(0, -units, units, 0);
    }

    Change negated() {
        return new Change(-onHand, -reserved, -committed, -incoming);
    }

    boolean isNothing() {
        return onHand == 0 && reserved == 0 && committed == 0 && incoming == 0;
    }
}
