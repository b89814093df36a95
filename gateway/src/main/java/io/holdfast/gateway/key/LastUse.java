package io.holdfast.gateway.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.KeyChanged;
import io.holdfast.messaging.Events;
import io.holdfast.messaging.Outbox;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Notes when keys were used: many in one statement, and a key at most once a minute however busy it is. Of a channel's key it
 * is told too, for a channel whose key is used is connected.
 */
@ApplicationScoped
class LastUse {

    private static final Logger LOG = Logger.getLogger(LastUse.class);
    private static final Duration AT_MOST_ONCE_IN = Duration.ofMinutes(1);
    private static final long PAUSE_MS = 500;
    private static final int NOTED_KEYS = 100_000;

    private final KeptKeyStore store;
    private final Pool pool;
    private final Events events;
    private final Outbox outbox;
    private final Cache<String, Boolean> noted = Caffeine.newBuilder().expireAfterWrite(AT_MOST_ONCE_IN).maximumSize(NOTED_KEYS).build();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    LastUse(KeptKeyStore store, Pool pool, Events events, Outbox outbox) {
        this.store = store;
        this.pool = pool;
        this.events = events;
        this.outbox = outbox;
    }

    void start(@Observes StartupEvent start, Vertx vertx) {
        vertx.setPeriodic(PAUSE_MS, timer -> write());
    }

    /** Costs a look into memory; the rest is done by the clock. */
    void of(String key) {
        if (noted.getIfPresent(key) == null && noted.asMap().putIfAbsent(key, true) == null) {
            waiting.add(key);
        }
    }

    private void write() {
        List<String> used = new ArrayList<>(waiting);
        if (!used.isEmpty()) {
            used.forEach(waiting::remove);
            note(used.stream().map(UUID::fromString).toList()).subscribe().with(done -> { }, failure -> {
                LOG.debugf("The last use of %d keys could not be noted: %s", used.size(), failure.getMessage());
                noted.invalidateAll(used);
            });
        }
    }

    private Uni<Void> note(List<UUID> used) {
        return pool.withTransaction(transaction -> store.touch(transaction, used)
                .chain(noted -> outbox.append(transaction, noted.stream().filter(key -> key.channel() != null).map(this::event).toList())));
    }

    private Envelope event(KeptKeyStore.Used key) {
        return events.envelope(EventTypes.KEY_CHANGED, key.merchant(), key.id().toString(), key.at().toEpochMilli(), key.at(),
                new KeyChanged(key.id(), key.channel(), key.at()));
    }
}
