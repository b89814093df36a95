package io.holdfast.allocation.channel;

import io.holdfast.allocation.rules.ChannelTerms;
import io.holdfast.contracts.ChannelChanged;
import java.time.Instant;

/**
 * A channel as it is stored.
 *
 * @param terms complete
 * @param position place in the order of creation within the merchant, from 1
 */
record Channel(ChannelTerms terms, long position, long version, Instant createdAt) {

    /** The whole state, as other services are told it. */
    ChannelChanged told() {
        return new ChannelChanged(terms.code(), terms.name(), terms.kind(), terms.locations(), terms.splitLines(), terms.trigger(),
                terms.unpaidLife(), terms.tracksStock(), terms.priority(), position);
    }
}
