package io.holdfast.notification.retention;

import io.holdfast.service.Limits;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Supplier;

/** Once an hour removes what is too old: bounded, so that it never takes long. */
@ApplicationScoped
class Purge {

    // An event can be late by minutes, not by days; until then an order that was short once must be known.
    private static final Duration LATE_EVENTS = Duration.ofDays(7);
    /** Chunks of each kind a time; what is left over is the next time's. */
    private static final int AT_MOST = 200;

    private final PurgeStore store;
    private final Retention retention;

    Purge(PurgeStore store, Retention retention) {
        this.store = store;
        this.retention = retention;
    }

    void check(@Observes StartupEvent event) {
        if (retention.digests().compareTo(Limits.LETTER_TRIED_FOR) < 0) {
            throw new IllegalArgumentException("holdfast.retention.digests must not be less than " + Limits.LETTER_TRIED_FOR);
        }
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return chunks(() -> store.alerts(retention.alerts()))
                .chain(() -> chunks(() -> store.digests(retention.digests())))
                .chain(() -> chunks(() -> store.shortages(LATE_EVENTS)));
    }

    private static Uni<Void> chunks(Supplier<Uni<Integer>> purge) {
        return Multi.createBy().repeating().uni(() -> purge.get()).whilst(removed -> removed >= PurgeStore.CHUNK)
                .select().first(AT_MOST).onItem().ignoreAsUni();
    }
}
