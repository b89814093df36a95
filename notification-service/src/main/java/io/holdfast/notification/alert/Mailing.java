package io.holdfast.notification.alert;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * Which alerts of a variant may stand in a digest.
 *
 * @param notifies whether they may; over all locations, and at each that is not named
 * @param notifiesAt the same of single locations, by code
 */
record Mailing(boolean notifies, Map<String, Boolean> notifiesAt) {

    static Mailing read(boolean notifies, JsonObject at) {
        Map<String, Boolean> notifiesAt = new HashMap<>();
        at.forEach(entry -> notifiesAt.put(entry.getKey(), (Boolean) entry.getValue()));
        return new Mailing(notifies, notifiesAt);
    }

    /** The switches of single locations as they are stored, where a digest's statements look at them. */
    String written() {
        return new JsonObject(Map.copyOf(notifiesAt)).encode();
    }
}
