package io.holdfast.stock.audit;

import io.holdfast.stock.ledger.Level;
import java.util.List;
import java.util.stream.Stream;

/**
 * One SKU at one location, as the places that speak of it say.
 *
 * @param kept the level; null: there is none
 * @param moved the sum of its movements
 * @param reserved units that unpaid orders hold
 * @param committed units that paid orders hold
 * @param incoming units that open shipments still have to bring
 */
record Place(String sku, String location, Level kept, Level moved, long reserved, long committed, long incoming) {

    private static final Level NONE = new Level(0, 0, 0, 0);

    List<Difference> differences() {
        Level level = kept == null ? NONE : kept;
        return Stream.of(
                difference("onHand", level.onHand(), moved.onHand()),
                difference("reserved", level.reserved(), moved.reserved()),
                difference("committed", level.committed(), moved.committed()),
                difference("incoming", level.incoming(), moved.incoming()),
                difference("reserved by orders", level.reserved(), reserved),
                difference("committed to orders", level.committed(), committed),
                difference("incoming by shipments", level.incoming(), incoming))
                .filter(difference -> difference.actual() != difference.expected()).toList();
    }

    /** What is right: of what orders hold and shipments bring, what these say; of the rest, what the shelf was last said to hold. */
    Level mended() {
        return new Level(kept == null ? moved.onHand() : kept.onHand(), reserved, committed, incoming);
    }

    private Difference difference(String value, long actual, long expected) {
        return new Difference(sku, location, value, actual, expected, null, null);
    }
}
