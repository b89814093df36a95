package io.holdfast.stock.simulation;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/** Which walks to make: new ones at every run, or one again. */
final class Seeds {

    private static final Logger LOG = Logger.getLogger(Seeds.class);
    private static final int IN_VERIFY = 20_000;

    private Seeds() {}

    /**
     * Walks with as many seeds as make up so many commands.
     *
     * @param share commands of this kind of walk, of {@value #IN_VERIFY} altogether; with {@code holdfast.simulation.commands} in proportion
     */
    static void each(int share, int steps, LongConsumer walk) {
        Long again = Long.getLong("holdfast.simulation.seed");
        if (again != null) {
            walk.accept(again);
            return;
        }
        long commands = Long.getLong("holdfast.simulation.commands", IN_VERIFY) * share / IN_VERIFY;
        long walks = Math.max(1, commands / steps);
        for (long i = 0; i < walks; i++) {
            walk.accept(ThreadLocalRandom.current().nextLong());
        }
        LOG.infof("%d walks of %d commands each", walks, steps);
    }

    static boolean isReplay() {
        return Long.getLong("holdfast.simulation.seed") != null;
    }

    static AssertionError failed(long seed, int step, Throwable why) {
        return new AssertionError("-Dholdfast.simulation.seed=" + seed + " fails at step " + step + ": " + why.getMessage(), why);
    }
}
