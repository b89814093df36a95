package io.holdfast.messaging;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import io.holdfast.contracts.Subscribers;
import java.io.IOException;
import java.util.Map;

/**
 * What stands on the broker: one topic exchange, one durable queue for each service that listens, bound for its types.
 * Everyone who connects declares all of it, so that no event is published before the queues that it belongs in exist.
 */
final class Topology {

    static final String EVENTS = "holdfast.events";
    private static final String DEAD = "holdfast.dead";

    // Only a message that ends the process each time gets there; an outage is waited for without giving messages back.
    private static final int DELIVERIES = 100;

    private final boolean quorum;
    private final boolean declares;

    /**
     * @param queueType {@code quorum}, or {@code classic} for a broker that knows no other
     * @param declares false: somebody else has declared it all, and the user has no right to
     */
    Topology(String queueType, boolean declares) {
        if (!queueType.equals("quorum") && !queueType.equals("classic")) {
            throw new IllegalArgumentException("holdfast.messaging.queue-type is \"" + queueType + "\" and must be quorum or classic");
        }
        this.quorum = queueType.equals("quorum");
        this.declares = declares;
    }

    static String queue(String service) {
        return "holdfast." + service;
    }

    /** Where the broker puts what it delivered too often. */
    static String deadQueue(String service) {
        return queue(service) + ".dead";
    }

    /** Whether the broker gives up on messages by itself, so that there are dead queues to look into. */
    boolean hasDeadQueues() {
        return quorum;
    }

    /** Makes sure that all of it is there; fails where it should be and isn't. */
    void declare(Channel channel) throws IOException {
        if (!declares) {
            require(channel);
            return;
        }
        channel.exchangeDeclare(EVENTS, BuiltinExchangeType.TOPIC, true);
        if (quorum) {
            channel.exchangeDeclare(DEAD, BuiltinExchangeType.DIRECT, true);
        }
        for (String service : Subscribers.services()) {
            if (quorum) {
                channel.queueDeclare(deadQueue(service), true, false, false, Map.of("x-queue-type", "quorum"));
                channel.queueBind(deadQueue(service), DEAD, deadQueue(service));
            }
            channel.queueDeclare(queue(service), true, false, false, arguments(service));
            for (String type : Subscribers.typesOf(service)) {
                channel.queueBind(queue(service), EVENTS, type);
            }
        }
    }

    /** To look whether something exists takes no right at the broker. */
    private void require(Channel channel) throws IOException {
        channel.exchangeDeclarePassive(EVENTS);
        for (String service : Subscribers.services()) {
            channel.queueDeclarePassive(queue(service));
            if (quorum) {
                channel.queueDeclarePassive(deadQueue(service));
            }
        }
    }

    private Map<String, Object> arguments(String service) {
        if (!quorum) {
            return Map.of();
        }
        return Map.of("x-queue-type", "quorum",
                "x-delivery-limit", DELIVERIES,
                "x-dead-letter-exchange", DEAD,
                "x-dead-letter-routing-key", deadQueue(service),
                // Otherwise a message may be lost between its queue and the dead one; it needs this overflow setting.
                "x-dead-letter-strategy", "at-least-once",
                "x-overflow", "reject-publish");
    }
}
