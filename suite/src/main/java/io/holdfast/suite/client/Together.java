package io.holdfast.suite.client;

import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Many calls side by side, a few at a time. */
public final class Together {

    private Together() {}

    /** Returns when all have ended; fails with one of the failures. */
    public static <T> void each(Collection<T> items, int atOnce, Function<T, CompletableFuture<?>> call) {
        Iterator<T> queue = items.iterator();
        CompletableFuture<?>[] lanes = new CompletableFuture<?>[atOnce];
        for (int lane = 0; lane < atOnce; lane++) {
            lanes[lane] = next(queue, call);
        }
        CompletableFuture.allOf(lanes).join();
    }

    private static <T> CompletableFuture<Void> next(Iterator<T> queue, Function<T, CompletableFuture<?>> call) {
        T item;
        synchronized (queue) {
            if (!queue.hasNext()) {
                return CompletableFuture.completedFuture(null);
            }
            item = queue.next();
        }
        // On another thread, so that a long queue does not become a deep stack.
        return call.apply(item).thenComposeAsync(done -> next(queue, call));
    }
}
