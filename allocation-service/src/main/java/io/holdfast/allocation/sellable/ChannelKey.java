package io.holdfast.allocation.sellable;

import java.util.Comparator;

/** A channel of a merchant. Ordered, so that rows of several are locked in one order. */
public record ChannelKey(String merchant, String channel) implements Comparable<ChannelKey> {

    private static final Comparator<ChannelKey> ORDER = Comparator.comparing(ChannelKey::merchant).thenComparing(ChannelKey::channel);

    @Override
    public int compareTo(ChannelKey other) {
        return ORDER.compare(this, other);
    }
}
