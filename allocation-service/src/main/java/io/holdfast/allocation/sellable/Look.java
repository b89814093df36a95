package io.holdfast.allocation.sellable;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Looks for work again and again: at once after it found some, often right after a hint, whose commit may be yet to come,
 * and ever less often while there is nothing. One look never overlaps the next.
 */
public final class Look {

    private static final Logger LOG = Logger.getLogger(Look.class);
    private static final long SHORTEST_MS = 1;
    private static final long NONE = -1;

    private final Vertx vertx;
    private final long longestMs;
    private final Supplier<Uni<Boolean>> work;
    /** Where it was started: a hint comes from the context of some request, and the work is nobody's request. */
    private Context own;
    private long pauseMs = SHORTEST_MS;
    private long timer = NONE;
    private boolean working;
    private boolean hinted;
    private boolean stopped;

    /**
     * @param longest pause between two looks
     * @param work one look; answers whether there may be more at once
     */
    public Look(Vertx vertx, Duration longest, Supplier<Uni<Boolean>> work) {
        this.vertx = vertx;
        this.longestMs = longest.toMillis();
        this.work = work;
    }

    public synchronized void start() {
        own = vertx.getOrCreateContext();
        again(SHORTEST_MS);
    }

    public synchronized void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    /** There is, or will be in a moment, something to find. */
    public synchronized void hint() {
        hinted = true;
        if (!working && timer != NONE && pauseMs > SHORTEST_MS) {
            vertx.cancelTimer(timer);
            again(SHORTEST_MS);
        }
    }

    private synchronized void again(long ms) {
        pauseMs = ms;
        if (!stopped) {
            timer = vertx.setTimer(ms, due -> own.runOnContext(now -> look()));
        }
    }

    private void look() {
        synchronized (this) {
            working = true;
            hinted = false;
            timer = NONE;
        }
        Uni.createFrom().deferred(work::get).subscribe().with(this::looked, failure -> {
            LOG.warnf("A look failed, and is made again: %s", failure);
            looked(false);
        });
    }

    private synchronized void looked(boolean found) {
        working = false;
        again(found || hinted ? SHORTEST_MS : Math.min(longestMs, pauseMs * 2));
    }
}
