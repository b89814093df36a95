package io.holdfast.messaging;

import java.util.UUID;

/**
 * One event, or several of one type, that wait to be published.
 *
 * @param eventId null for a row of several events
 * @param envelope an envelope in JSON, or an array of them in their order
 * @param attempts how often the broker refused it
 * @param besideFailed whether its partition has rows that the broker refused, which may hold back some of its events
 */
record OutboxRow(short partition, long id, UUID eventId, String type, String envelope, int attempts, boolean besideFailed) {

    boolean isOfSeveral() {
        return eventId == null;
    }
}
