package io.holdfast.stock.sweep;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Looks again and again, at the next known deadline and at least every {@link #LONGEST_PAUSE_MS}. Every replica does; nothing
 * is locked by looking, and whoever is second finds nothing left to do.
 */
public final class Sweeper {

    public static final long LONGEST_PAUSE_MS = 250;
    public static final long SHORTEST_PAUSE_MS = 5;

    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    private final Vertx vertx;
    private final String what;
    private final Supplier<Uni<? extends Long>> look;
    private volatile boolean stopped;

    /** @param look does what is due; answers with the milliseconds until the next deadline, or null if none is known */
    public Sweeper(Vertx vertx, String what, Supplier<Uni<? extends Long>> look) {
        this.vertx = vertx;
        this.what = what;
        this.look = look;
    }

    public void start() {
        again(SHORTEST_PAUSE_MS);
    }

    public void stop() {
        stopped = true;
    }

    private void again(Long untilDue) {
        long pause = untilDue == null ? LONGEST_PAUSE_MS : Math.max(SHORTEST_PAUSE_MS, Math.min(LONGEST_PAUSE_MS, untilDue));
        vertx.setTimer(pause, timer -> {
            if (!stopped) {
                Uni.createFrom().deferred(look).subscribe().with(this::again, failure -> {
                    LOG.debugf("%s could not be looked for, and will be again: %s", what, failure.getMessage());
                    again(LONGEST_PAUSE_MS);
                });
            }
        });
    }
}
