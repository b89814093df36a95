package io.holdfast.allocation.webhook;

import io.holdfast.allocation.sellable.ChannelKey;
import java.util.List;
import java.util.UUID;

/**
 * The deliveries of one channel to one webhook, in the hands of whoever claimed them.
 *
 * @param position everything up to there has been dealt with
 * @param newest the end of the stream when it was claimed
 * @param attempts that failed since the last success
 * @param again SKUs to be delivered again by hand, before anything else
 * @param holder of the lease
 */
record Lane(ChannelKey channel, UUID webhook, long position, long newest, int attempts, List<String> again, UUID holder) {

    String merchant() {
        return channel.merchant();
    }

    boolean isByHand() {
        return !again.isEmpty();
    }
}
