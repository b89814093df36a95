package io.holdfast.messaging;

import com.rabbitmq.client.Delivery;
import io.holdfast.contracts.Envelope;
import java.io.IOException;
import java.util.UUID;

/**
 * What came from the broker, read as far as possible.
 *
 * @param eventId of the envelope, else of the message's properties, else null
 * @param event null where the body is none
 * @param unreadable why the body is no event; null where it is one
 */
record Message(byte[] body, UUID eventId, String type, Envelope event, String unreadable) {

    static Message of(Delivery delivery, Events events) {
        byte[] body = delivery.getBody();
        try {
            Envelope event = events.read(body);
            return new Message(body, event.id(), event.type(), event, null);
        } catch (IOException | RuntimeException e) {
            String type = Failures.storable(delivery.getEnvelope().getRoutingKey());
            return new Message(body, idOf(delivery), type, null, "The body is no event: " + Failures.text(e));
        }
    }

    private static UUID idOf(Delivery delivery) {
        String id = delivery.getProperties().getMessageId();
        try {
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            // A sender that isn't ours may number its messages as it likes.
            return null;
        }
    }
}
