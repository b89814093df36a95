package io.holdfast.messaging;

import io.holdfast.contracts.Subscribers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts and stops what moves events in and out of this service. */
@ApplicationScoped
public class Messaging {

    private static final Logger LOG = Logger.getLogger(Messaging.class);

    // After the service's own beans have started, before they stop.
    private static final int STARTS_LATE = 4_000;
    private static final int STOPS_EARLY = 1_000;

    private final String service;
    private final boolean enabled;
    private final Inbox inbox;
    private final Relay relay;
    private final Subscription subscription;
    private final InboxPurge purge;

    Messaging(Pool pool, Events events, Outbox outbox, Inbox inbox,
            @ConfigProperty(name = "holdfast.service") String service, MessagingConfig config, BrokerConfig address,
            EventTraces traces) {
        this.service = service;
        this.enabled = config.enabled();
        this.inbox = inbox;
        Broker broker = new Broker(address.url(), new Topology(config.queueType(), config.declare()));
        OutboxStore store = new OutboxStore(pool);
        this.relay = new Relay(service, broker, outbox, store, new Divider(store, events), new LeaseStore(pool), RelaySettings.DEFAULT,
                traces);
        this.subscription = new Subscription(service, broker, events, inbox, new InboxParkedStore(pool));
        this.purge = new InboxPurge(pool);
    }

    void start(@Observes @Priority(STARTS_LATE) StartupEvent event) {
        requireKnownTypes();
        if (!enabled) {
            return;
        }
        relay.start();
        if (listens()) {
            subscription.start();
            purge.start();
        }
    }

    void stop(@Observes @Priority(STOPS_EARLY) ShutdownEvent event) {
        if (enabled) {
            subscription.stop();
            purge.stop();
            relay.stop();
        }
    }

    boolean isEnabled() {
        return enabled;
    }

    boolean listens() {
        return !Subscribers.typesOf(service).isEmpty();
    }

    boolean isRelayConnected() {
        return relay.isConnected();
    }

    boolean isSubscriptionConnected() {
        return subscription.isConnected();
    }

    /** The queues are made from the table of subscribers: what isn't in it would never arrive. */
    private void requireKnownTypes() {
        Set<String> known = Subscribers.typesOf(service);
        Set<String> missing = new TreeSet<>(inbox.types());
        missing.removeAll(known);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Service " + service + " handles " + missing
                    + ", but Subscribers doesn't list it for them: add it there");
        }
        known.removeAll(inbox.types());
        if (!known.isEmpty()) {
            LOG.warnf("Service %s is sent %s and handles none of them", service, known);
        }
    }
}
