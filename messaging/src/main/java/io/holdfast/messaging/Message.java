package io.holdfast.messaging;

import com.rabbitmq.client.Delivery;
import io.holdfast.contracts.Envelope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One event that came from the broker, read as far as possible.
 *
 * @param whole the message's body, of which the event may be one of many
 * @param place of the event in the body's array; −1 where the event is the body, or the body is no array of events
 * @param eventId of the envelope, else of the message's properties, else null
 * @param event null where there is none
 * @param unreadable why it is no event; null where it is one
 */
record Message(byte[] whole, int place, UUID eventId, String type, Envelope event, String unreadable) {

    /** All that is in a delivery: what can't be read takes nothing else with it, as far as it can be told apart. */
    static List<Message> of(Delivery delivery, Events events) {
        byte[] body;
        try {
            body = body(delivery);
        } catch (IOException e) {
            return List.of(unreadable(delivery, delivery.getBody(), -1, idOf(delivery), e));
        }
        if (!Events.isArray(body)) {
            return List.of(one(delivery, events, body, body, -1, idOf(delivery)));
        }
        try {
            return numbered(body, events.readAll(body));
        } catch (IOException | RuntimeException e) {
            return oneByOne(delivery, events, body);
        }
    }

    /** As it is to be parked: alone. */
    byte[] body(Events events) {
        try {
            return place < 0 ? whole : events.parts(whole).get(place);
        } catch (IOException e) {
            throw new IllegalStateException("What was read once can't be read again: " + Failures.text(e), e);
        }
    }

    private static byte[] body(Delivery delivery) throws IOException {
        boolean compressed = Compression.GZIP.equals(delivery.getProperties().getContentEncoding());
        return compressed ? Compression.expanded(delivery.getBody()) : delivery.getBody();
    }

    private static List<Message> numbered(byte[] body, List<Envelope> read) {
        List<Message> messages = new ArrayList<>(read.size());
        for (Envelope event : read) {
            messages.add(new Message(body, messages.size(), event.id(), event.type(), event, null));
        }
        return messages;
    }

    private static List<Message> oneByOne(Delivery delivery, Events events, byte[] body) {
        try {
            List<Message> messages = new ArrayList<>();
            for (byte[] part : events.parts(body)) {
                messages.add(one(delivery, events, part, body, messages.size(), null));
            }
            return messages;
        } catch (IOException | RuntimeException e) {
            return List.of(unreadable(delivery, body, -1, idOf(delivery), e));
        }
    }

    private static Message one(Delivery delivery, Events events, byte[] part, byte[] whole, int place, UUID otherwise) {
        try {
            Envelope event = events.read(part);
            return new Message(whole, place, event.id(), event.type(), event, null);
        } catch (IOException | RuntimeException e) {
            return unreadable(delivery, whole, place, otherwise, e);
        }
    }

    private static Message unreadable(Delivery delivery, byte[] whole, int place, UUID id, Exception why) {
        String type = Failures.storable(delivery.getEnvelope().getRoutingKey());
        return new Message(whole, place, id, type, null, "The body is no event: " + Failures.text(why));
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
