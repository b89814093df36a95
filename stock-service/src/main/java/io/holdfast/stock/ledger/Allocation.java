package io.holdfast.stock.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A layer between stock and channels: it changes what a channel may sell, and moves nothing physically.
 *
 * @param members codes of the channels it is for, in the order given; of a RESERVE empty: a buffer that only MANUAL channels draw on
 * @param drawn what orders of its members took of it
 * @param position place in the order of creation
 */
public record Allocation(UUID id, Purpose purpose, List<String> members, long quantity, Adjust adjust, Window window,
        long drawn, long position) {

    /** What it is for. */
    public enum Purpose {
        /** The quantity is set aside for its members and taken from every other channel. */
        RESERVE,
        /** Its members may sell the quantity before it arrives; it lowers nobody's sellable in advance. */
        PRESELL,
        /** Its members see that many units fewer. */
        BUFFER,
        /** Its members sell nothing. */
        STOP
    }

    /** What its members may sell when stock is below what remains. */
    public enum Adjust {
        /** What remains, whatever is there; the excess is backordered. */
        FOLLOW,
        /** No more than is there; the target survives and shows again when stock returns. */
        USE_AVAILABLE
    }

    /** When it is in force: from {@code from} until before {@code until}; null: open on that side. */
    public record Window(Instant from, Instant until) {

        public static final Window ALWAYS = new Window(null, null);

        boolean contains(Instant now) {
            return (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until));
        }
    }

    public long remaining() {
        return Math.max(0, quantity - drawn);
    }

    boolean isInForceAt(Instant now) {
        return window.contains(now);
    }

    boolean isFor(Channel channel) {
        return members.contains(channel.code());
    }

    /** Set aside for no channel in particular: a buffer that a MANUAL channel may fall back on. */
    boolean isSpareFor(Channel channel) {
        return purpose == Purpose.RESERVE && members.isEmpty() && channel.kind() == Channel.Kind.MANUAL;
    }

    /** Whether units granted to it are there for the channel. */
    boolean mayBeDrawnBy(Channel channel) {
        return purpose == Purpose.RESERVE && isFor(channel) || isSpareFor(channel);
    }

    Allocation drawn(long units) {
        return new Allocation(id, purpose, members, quantity, adjust, window, drawn + units, position);
    }
}
