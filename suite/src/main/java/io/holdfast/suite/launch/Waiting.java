package io.holdfast.suite.launch;

import io.holdfast.suite.UserError;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for something to become ready, for as long as what should make it ready lives. */
public final class Waiting {

    private static final long LOOK_MILLIS = 100;

    private Waiting() {}

    /**
     * @param what as the message names it if time runs out
     * @param death completes with the reason if there is nothing left to wait for
     */
    public static void until(String what, Duration atMost, CompletableFuture<String> death, BooleanSupplier ready) {
        long began = System.nanoTime();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() - began > atMost.toNanos()) {
                throw new UserError(what + " was not ready within " + atMost.toSeconds() + " s");
            }
            pause(Duration.ofMillis(LOOK_MILLIS), death);
        }
    }

    /**
     * Lets some time pass.
     *
     * @param death completes with the reason if something ends that should live meanwhile
     */
    public static void pause(Duration time, CompletableFuture<String> death) {
        try {
            throw new UserError(death.get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            // Nothing has ended, which is what was hoped for.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
