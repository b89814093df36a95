package io.holdfast.contracts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which service listens to which event. Senders read it too: they declare the queues of all listeners before they
 * publish, so that a service that starts last misses nothing, and what nobody listens to is not held for anybody.
 */
public final class Subscribers {

    private static final Map<String, Set<String>> TYPES_BY_SERVICE = Map.of(
            "allocation", Set.of(EventTypes.KEY_CHANGED, EventTypes.VARIANT_CHANGED, EventTypes.SELLABLE_CHANGED,
                    EventTypes.ACTIVITY_CHANGED),
            "catalog", Set.of(EventTypes.ALERT_CHANGED),
            "stock", Set.of(EventTypes.VARIANT_CHANGED, EventTypes.CHANNEL_CHANGED, EventTypes.ALLOCATION_CHANGED),
            "notification", Set.of(EventTypes.MERCHANT_CHANGED, EventTypes.VARIANT_CHANGED, EventTypes.LEVEL_CHANGED,
                    EventTypes.ORDER_CHANGED));

    private Subscribers() {}

    public static List<String> services() {
        return TYPES_BY_SERVICE.keySet().stream().sorted().toList();
    }

    /** What the service listens to; empty for one that listens to nothing. */
    public static Set<String> typesOf(String service) {
        return new TreeSet<>(TYPES_BY_SERVICE.getOrDefault(service, Set.of()));
    }

    /** Who listens to the type. */
    public static Set<String> of(String type) {
        Map<String, Set<String>> listeners = new TreeMap<>(TYPES_BY_SERVICE);
        listeners.values().removeIf(types -> !types.contains(type));
        return listeners.keySet();
    }
}
