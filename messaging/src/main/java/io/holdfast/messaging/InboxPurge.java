package io.holdfast.messaging;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/** Forgets, once an hour, which events were applied long ago: nothing is delivered again after so long. */
final class InboxPurge {

    private static final Duration KEPT = Duration.ofDays(8);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration DATABASE = Duration.ofSeconds(30);
    private static final int BATCH = 5_000;

    private static final String PURGE = """
            delete from inbox where event_id in (
                select event_id from inbox where applied_at < holdfast_now() - $1 * interval '1 second'
                order by applied_at limit $2 for update skip locked)""";

    private final Worker worker = new Worker("inbox-purge");
    private final Pool pool;

    InboxPurge(Pool pool) {
        this.pool = pool;
    }

    void start() {
        worker.start(() -> {
            purge();
            worker.pause(EVERY);
        });
    }

    void stop() {
        worker.stop();
    }

    /** In small transactions, so that no receiver ever waits for it. */
    void purge() {
        int removed = BATCH;
        while (removed == BATCH && !worker.isStopping()) {
            removed = pool.preparedQuery(PURGE).execute(Tuple.of((double) KEPT.toSeconds(), BATCH)).await().atMost(DATABASE).rowCount();
        }
    }
}
