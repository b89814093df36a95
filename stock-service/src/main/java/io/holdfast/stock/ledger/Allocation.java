package io.holdfast.stock.ledger;

import java.util.List;
import java.util.UUID;

/**
 * A layer between stock and channels: it changes what a channel may sell, and moves nothing physically.
 *
 * @param members codes of the channels it is for, in the order given; empty: a buffer that only MANUAL channels draw on
 * @param drawn what orders of its members took of it
 * @param position place in the order of creation
 */
public record Allocation(UUID id, Purpose purpose, List<String> members, long quantity, Adjust adjust, long drawn, long position) {

    /** What it is for. */
    public enum Purpose {
        /** The quantity is set aside for its members and taken from every other channel. */
        RESERVE,
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

    public long remaining() {
        return Math.max(0, quantity - drawn);
    }

    boolean isFor(Channel channel) {
        return members.contains(channel.code());
    }

    /** Whether an order of the channel takes units out of this pot. */
    boolean mayBeDrawnBy(Channel channel) {
        return purpose == Purpose.RESERVE
                && (isFor(channel) || members.isEmpty() && channel.kind() == Channel.Kind.MANUAL);
    }

    Allocation drawn(long units) {
        return new Allocation(id, purpose, members, quantity, adjust, drawn + units, position);
    }
}
