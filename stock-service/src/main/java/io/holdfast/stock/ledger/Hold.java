package io.holdfast.stock.ledger;

/**
 * The units of an order line that stand at one location.
 *
 * @param location null: not counted anywhere (a STATUS variant, or a channel that doesn't touch stock)
 */
public record Hold(String location, long reserved, long committed, long fulfilled) {

    static Hold of(String location, long units, boolean paid) {
        return paid ? new Hold(location, 0, units, 0) : new Hold(location, units, 0, 0);
    }

    public boolean isCounted() {
        return location != null;
    }

    long open() {
        return reserved + committed;
    }

    Hold committedWhole() {
        return new Hold(location, 0, committed + reserved, fulfilled);
    }

    /** The change of a level that gives its unshipped units back. */
    Change givenBack() {
        return new Change(0, -reserved, -committed, 0);
    }

    Hold released() {
        return new Hold(location, 0, 0, fulfilled);
    }

    /** Ships units, paid ones first. */
    Hold shipped(long units) {
        long ofCommitted = Math.min(units, committed);
        return new Hold(location, reserved - (units - ofCommitted), committed - ofCommitted, fulfilled + units);
    }

    Hold plus(Hold other) {
        return new Hold(location, reserved + other.reserved, committed + other.committed, fulfilled + other.fulfilled);
    }
}
