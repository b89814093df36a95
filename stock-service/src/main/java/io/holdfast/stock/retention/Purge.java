package io.holdfast.stock.retention;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Once in a while removes what is too old: bounded, with a pause after each chunk, so that orders hardly notice. */
@ApplicationScoped
class Purge {

    private static final Logger LOG = Logger.getLogger(Purge.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** Chunks of each kind a time; what is left over is the next time's. */
    private static final int AT_MOST = 2_000;

    private final Vertx vertx;
    private final PurgeStore store;
    private final Retention retention;
    private volatile boolean stopped;

    Purge(Vertx vertx, PurgeStore store, Retention retention) {
        this.vertx = vertx;
        this.store = store;
        this.retention = retention;
    }

    void start(@Observes StartupEvent event) {
        again(FIRST);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void again(Duration pause) {
        vertx.setTimer(pause.toMillis(), timer -> {
            if (!stopped) {
                run().subscribe().with(done -> again(retention.every()), failure -> {
                    LOG.warnf("Purging stopped and will go on later: %s", failure.getMessage());
                    again(retention.every());
                });
            }
        });
    }

    /** Orders first: what they leave behind is the movements'. */
    Uni<Void> run() {
        return chunks(() -> store.orders(retention.orders()), PurgeStore.CHUNK)
                .chain(() -> chunks(() -> store.movements(retention.movements()), 1))
                .chain(() -> chunks(() -> store.adjustments(retention.answers()), PurgeStore.CHUNK));
    }

    private Uni<Void> chunks(Supplier<Uni<Integer>> purge, int full) {
        Predicate<Integer> more = removed -> removed >= full && !stopped;
        return Multi.createBy().repeating().uni(() -> purge.get().onItem().delayIt().by(PAUSE)).whilst(more)
                .select().first(AT_MOST).onItem().ignoreAsUni();
    }
}
