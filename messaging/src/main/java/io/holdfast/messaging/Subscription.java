package io.holdfast.messaging;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import io.holdfast.service.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Receives what a service listens to, takes whatever has arrived as one batch, and acknowledges once it is settled. */
final class Subscription {

    private static final Logger LOG = Logger.getLogger(Subscription.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int CLOSE_MILLIS = 2_000;

    private final Worker worker = new Worker("subscription");
    private final String service;
    private final Broker broker;
    private final Events events;
    private final Receiver receiver;

    private volatile boolean connected;

    Subscription(String service, Broker broker, Events events, Inbox inbox, InboxParkedStore parked) {
        this.service = service;
        this.broker = broker;
        this.events = events;
        this.receiver = new Receiver(events, inbox, parked, worker);
    }

    void start() {
        worker.start(this::session);
    }

    /** Ends the batch in hand; what was delivered beyond it goes back to the queue. */
    void stop() {
        worker.stop();
    }

    boolean isConnected() {
        return connected;
    }

    /** One connection's life. */
    private void session() throws IOException, InterruptedException {
        Connection connection = broker.connect(service + " subscription");
        try {
            broker.topology().declare(connection.createChannel());
            Arrivals live = Arrivals.of(connection.createChannel(), Topology.queue(service), 2 * Limits.MESSAGES_AT_ONCE);
            Arrivals dead = broker.topology().hasDeadQueues()
                    ? Arrivals.of(connection.createChannel(), Topology.deadQueue(service), 2 * Limits.MESSAGES_AT_ONCE) : null;
            connected = true;
            LOG.infof("Subscribed to queue %s", Topology.queue(service));
            while (!worker.isStopping()) {
                receive(live);
                if (dead != null) {
                    parkDead(dead);
                }
            }
        } finally {
            connected = false;
            connection.abort(CLOSE_MILLIS);
        }
    }

    private void receive(Arrivals live) throws IOException, InterruptedException {
        List<Delivery> batch = live.take(Limits.MESSAGES_AT_ONCE, LOOK);
        if (!batch.isEmpty()) {
            receiver.receive(messages(batch));
            live.acknowledge(batch);
        }
    }

    /** What the broker gave up on is listed and resumed like everything else that is parked. */
    private void parkDead(Arrivals dead) throws IOException, InterruptedException {
        List<Delivery> batch = dead.take(Limits.MESSAGES_AT_ONCE, Duration.ZERO);
        if (!batch.isEmpty()) {
            for (Message message : messages(batch)) {
                receiver.park(message, "It was delivered again and again and never acknowledged");
            }
            dead.acknowledge(batch);
        }
    }

    private List<Message> messages(List<Delivery> batch) {
        return batch.stream().flatMap(delivery -> Message.of(delivery, events).stream()).toList();
    }
}
