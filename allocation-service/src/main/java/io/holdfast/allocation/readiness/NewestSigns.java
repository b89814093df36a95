package io.holdfast.allocation.readiness;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Of many signs of life the newest of each channel: one row a channel, however many a batch of events brings. */
final class NewestSigns {

    private final Map<String, ActivityStore.Sign> byChannel = new TreeMap<>();

    void add(String merchant, String channel, Instant at) {
        byChannel.merge(merchant + "\u0000" + channel, new ActivityStore.Sign(merchant, channel, at),
                (one, other) -> other.at().isAfter(one.at()) ? other : one);
    }

    Collection<ActivityStore.Sign> all() {
        return byChannel.values();
    }
}
