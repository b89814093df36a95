package io.holdfast.allocation.stream;

import io.holdfast.allocation.sellable.ChannelKey;
import io.holdfast.allocation.sellable.Look;
import io.holdfast.allocation.sellable.Telling;
import io.holdfast.allocation.sellable.ToldStore.Stretch;
import io.holdfast.allocation.sellable.ToldStore;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The streams that are open at this replica. One look at the table of positions, for all of them together, finds what any
 * replica has told; what this one told itself is looked for at once.
 */
@ApplicationScoped
class Readers {

    private static final Logger LOG = Logger.getLogger(Readers.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);
    private static final Duration REMEMBERING = Duration.ofSeconds(1);

    private final Map<UUID, Reader> open = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final Transactions transactions;
    private final ToldStore told;
    private final ReaderStore store;
    private final Look news;
    private final Look delivered;
    private long beats;

    Readers(Vertx vertx, Transactions transactions, ToldStore told, ReaderStore store, Telling telling) {
        this.vertx = vertx;
        this.transactions = transactions;
        this.told = told;
        this.store = store;
        this.news = new Look(vertx, LONGEST_PAUSE, this::look);
        this.delivered = new Look(vertx, REMEMBERING, this::remember);
        telling.wakes(news);
    }

    void start(@Observes StartupEvent event) {
        news.start();
        delivered.start();
        beats = vertx.setPeriodic(Limits.HEARTBEAT.toMillis(), timer -> beat());
        // The server waits for open answers before it stops, and streams have no end of their own.
        Runtime.getRuntime().addShutdownHook(new Thread(this::endAll, "end-streams"));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(beats);
        news.stop();
        delivered.stop();
        endAll();
    }

    boolean hasRoomFor(ChannelKey channel) {
        return open.values().stream().filter(reader -> reader.channel().equals(channel)).count() < Limits.STREAMS_PER_CHANNEL;
    }

    /** Its row is written before the first event, so that whoever hears something counts as connected. */
    Uni<Void> open(Reader reader) {
        return store.touch(reader).invoke(() -> {
            open.put(reader.id(), reader);
            reader.open(this::closed);
        });
    }

    int count() {
        return open.size();
    }

    private void closed(Reader reader) {
        open.remove(reader.id());
        store.forget(reader).subscribe().with(done -> { /* It leaves nothing behind. */ },
                failure -> LOG.debugf("A stream that ended counts as open for a minute: %s", failure.getMessage()));
    }

    private Uni<Boolean> look() {
        List<Reader> waiting = open.values().stream().filter(Reader::isWaiting).toList();
        if (waiting.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        Set<ChannelKey> channels = waiting.stream().map(Reader::channel).collect(Collectors.toSet());
        return transactions.ofAllMerchants(reading -> told.positions(reading, channels)).map(positions -> wake(waiting, positions));
    }

    private static boolean wake(List<Reader> waiting, Map<ChannelKey, Long> positions) {
        boolean woken = false;
        for (Reader reader : waiting) {
            long newest = positions.getOrDefault(reader.channel(), 0L);
            if (newest > reader.known()) {
                reader.wake(newest);
                woken = true;
            }
        }
        return woken;
    }

    private Uni<Boolean> remember() {
        List<Stretch> stretches = open.values().stream().map(Reader::delivered).flatMap(Optional::stream).toList();
        return stretches.isEmpty() ? Uni.createFrom().item(false) : transactions.ofAllMerchants(transaction -> told.delivered(transaction, stretches))
                .replaceWith(false);
    }

    void beat() {
        List<Reader> readers = List.copyOf(open.values());
        readers.forEach(Reader::beat);
        Uni<Void> touched = readers.isEmpty() ? Uni.createFrom().voidItem() : store.touchAll(readers);
        touched.chain(store::forgetLost).subscribe().with(done -> { /* They are seen. */ },
                failure -> LOG.warnf("Open streams could not be noted: %s", failure.getMessage()));
    }

    private void endAll() {
        open.values().forEach(Reader::end);
    }
}
