package io.holdfast.messaging;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import io.holdfast.contracts.Subscribers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;

/** One connection to the broker that publishes, and knows what the broker has taken. Not for several threads. */
final class Publisher implements AutoCloseable {

    private static final int PERSISTENT = 2;
    private static final int CLOSE_MILLIS = 2_000;

    private final Connection connection;
    private final Channel channel;

    // Written by the connection's thread, read by the publishing one once all is confirmed.
    private final ConcurrentSkipListMap<Long, Parcel> unconfirmed = new ConcurrentSkipListMap<>();
    private final Map<String, String> returned = new ConcurrentHashMap<>();
    private final Map<Parcel, String> refused = new ConcurrentHashMap<>();

    private Publisher(Connection connection, Channel channel) {
        this.connection = connection;
        this.channel = channel;
    }

    static Publisher open(Broker broker, String name) throws IOException {
        Connection connection = broker.connect(name);
        try {
            Channel channel = connection.createChannel();
            broker.topology().declare(channel);
            Publisher publisher = new Publisher(connection, channel);
            channel.confirmSelect();
            channel.addConfirmListener(publisher::confirmed, publisher::nacked);
            channel.addReturnListener(publisher::returned);
            return publisher;
        } catch (IOException | RuntimeException e) {
            connection.abort(CLOSE_MILLIS);
            throw e;
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /**
     * Publishes in the order given and waits for the broker's word on all of it.
     *
     * @return what the broker did not take, with the reason; empty when it took everything
     * @throws IOException and other exceptions when the outcome is unknown: any part may have been published
     */
    Map<Parcel, String> publish(List<Parcel> parcels, Duration timeout) throws IOException, InterruptedException, TimeoutException {
        unconfirmed.clear();
        returned.clear();
        refused.clear();
        Map<String, Parcel> sent = new HashMap<>();
        for (Parcel parcel : parcels) {
            String id = parcel.messageId().toString();
            sent.put(id, parcel);
            unconfirmed.put(channel.getNextPublishSeqNo(), parcel);
            boolean someoneListens = !Subscribers.of(parcel.type()).isEmpty();
            channel.basicPublish(Topology.EVENTS, parcel.type(), someoneListens, properties(parcel, id), parcel.body());
        }
        channel.waitForConfirms(timeout.toMillis());
        if (!refused.isEmpty()) {
            // RabbitMQ says why before it refuses; the embedded broker refuses first. A question that is answered
            // behind the reason makes sure that the reason is here.
            channel.exchangeDeclarePassive(Topology.EVENTS);
        }
        Map<Parcel, String> failures = new HashMap<>(refused);
        returned.forEach((id, reason) -> failures.put(sent.get(id), reason));
        return failures;
    }

    private static BasicProperties properties(Parcel parcel, String id) {
        return new BasicProperties.Builder().contentType(parcel.contentType()).contentEncoding(parcel.contentEncoding())
                .deliveryMode(PERSISTENT).messageId(id).type(parcel.type()).build();
    }

    private void confirmed(long sequence, boolean multiple) {
        settled(sequence, multiple).clear();
    }

    private void nacked(long sequence, boolean multiple) {
        Map<Long, Parcel> parcels = settled(sequence, multiple);
        parcels.values().forEach(parcel -> refused.put(parcel, "The broker refused it (nack)"));
        parcels.clear();
    }

    private Map<Long, Parcel> settled(long sequence, boolean multiple) {
        return unconfirmed.subMap(multiple ? 0L : sequence, true, sequence, true);
    }

    private void returned(Return message) {
        returned.put(message.getProperties().getMessageId(), "No queue is bound for " + message.getRoutingKey()
                + " at exchange " + message.getExchange() + " (" + message.getReplyCode() + " " + message.getReplyText() + ")");
    }

    @Override
    public void close() {
        connection.abort(CLOSE_MILLIS);
    }
}
