package io.holdfast.stock.ledger;

/** What is known of one SKU at one location, in units. */
public record Level(long onHand, long reserved, long committed, long incoming) {

    public static final Level ZERO = new Level(0, 0, 0, 0);

    /** Negative only after a sale over the counter or a count. */
    public long available() {
        return onHand - reserved - committed;
    }

    /** What can still be promised from here. */
    long free() {
        return Math.max(0, available());
    }

    Level plus(Change change) {
        return new Level(onHand + change.onHand(), reserved + change.reserved(),
                committed + change.committed(), incoming + change.incoming());
    }

    public static Level sum(Iterable<Level> levels) {
        Level sum = ZERO;
        for (Level level : levels) {
            sum = sum.plus(new Change(level.onHand, level.reserved, level.committed, level.incoming));
        }
        return sum;
    }
}
