package io.holdfast.messaging;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A thread that does rounds of work until it is stopped. After a failure it waits before the next, longer each time. */
final class Worker {

    /** One round. It may block, and returns or throws soon after {@link Worker#isStopping()} turns true. */
    interface Round {
        void run() throws Exception;
    }

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final String name;
    private Thread thread;

    Worker(String name) {
        this.name = name;
    }

    void start(Round round) {
        thread = new Thread(() -> run(round), "holdfast-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Waits; false at once when the worker is to stop. */
    boolean pause(Duration time) {
        try {
            return !stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
            return false;
        }
    }

    /** Lets the round in hand end. A round that doesn't is abandoned: whatever it does may be repeated safely. */
    void stop() {
        stopping.countDown();
        if (thread == null) {
            return;
        }
        try {
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive()) {
                LOG.warnf("%s did not end its work within %s s and is interrupted", name, PATIENCE.toSeconds());
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Round round) {
        Duration pause = FIRST_PAUSE;
        while (!isStopping()) {
            try {
                round.run();
                pause = FIRST_PAUSE;
            } catch (InterruptedException e) {
                stopping.countDown();
            } catch (Exception e) {
                report(e);
                pause(pause);
                pause = longer(pause);
            }
        }
    }

    static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private void report(Exception failure) {
        if (isStopping()) {
            LOG.debugf(failure, "%s failed while it was stopping", name);
        } else if (Failures.isOutage(failure)) {
            LOG.warnf("%s can't work and will try again: %s", name, Failures.text(failure));
        } else {
            LOG.errorf(failure, "%s failed and will try again", name);
        }
    }
}
