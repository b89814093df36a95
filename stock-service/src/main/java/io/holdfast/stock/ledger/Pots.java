package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Allocation.Adjust;
import io.holdfast.stock.ledger.Allocation.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The allocations of one SKU that concern one channel now.
 *
 * @param reserve what is set aside for it, or null
 * @param presell what it may sell ahead, or null
 * @param spare what is set aside for nobody in particular; a MANUAL channel without allocations of its own draws on it
 * @param buffer units that it sees less
 */
record Pots(boolean stopped, Allocation reserve, Allocation presell, List<Allocation> spare, long buffer) {

    static Pots of(Item item, Channel channel, Instant now) {
        List<Allocation> inForce = item.allocations().stream().filter(a -> a.isInForceAt(now)).toList();
        if (inForce.isEmpty()) {
            return new Pots(false, null, null, List.of(), 0);
        }
        Predicate<Allocation> own = a -> a.isFor(channel);
        return new Pots(of(inForce, Purpose.STOP).anyMatch(own),
                of(inForce, Purpose.RESERVE).filter(own).findFirst().orElse(null),
                of(inForce, Purpose.PRESELL).filter(own).findFirst().orElse(null),
                inForce.stream().filter(a -> a.isSpareFor(channel)).toList(),
                of(inForce, Purpose.BUFFER).filter(own).mapToLong(Allocation::quantity).sum());
    }

    private static Stream<Allocation> of(List<Allocation> all, Purpose purpose) {
        return all.stream().filter(a -> a.purpose() == purpose);
    }

    boolean isEmpty() {
        return reserve == null && presell == null;
    }

    /**
     * Units that the channel may sell.
     *
     * @param reach physical units that it may take
     * @param open those of them that are not granted to its own reserve
     */
    long sellable(long reach, long open) {
        return Math.max(0, allowed(reach, open) - buffer);
    }

    /** What a bundle may be sold whose components allow so many: its own allocations only cut, for nothing is sold ahead of its components. */
    long cut(long least) {
        return Math.max(0, Math.min(least, allowed(least, least)) - buffer);
    }

    long allowed(long reach, long open) {
        return isEmpty() ? reach : ofReserve(reach) + ofPresell(open);
    }

    long ofReserve(long reach) {
        return reserve == null ? 0 : reserve.adjust() == Adjust.FOLLOW ? reserve.remaining() : Math.min(reserve.remaining(), reach);
    }

    long ofPresell(long open) {
        return presell == null ? 0 : presell.adjust() == Adjust.FOLLOW ? presell.remaining() : Math.max(presell.remaining(), open);
    }

    /** What a sale draws on, first one first. */
    List<Allocation> drawnInOrder() {
        return isEmpty() ? spare : Stream.of(reserve, presell).filter(a -> a != null).toList();
    }
}
