package io.holdfast.suite.launch;

import io.holdfast.suite.UserError;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started, to be stopped in reverse order, even if stopping begins while something is still starting. */
final class Started implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    synchronized <T extends AutoCloseable> T add(T part) {
        if (closed) {
            stop(part);
            throw new UserError("Stopped while it was starting");
        }
        parts.push(part);
        return part;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            stop(parts.pop());
        }
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.getLogger(Started.class.getName()).log(System.Logger.Level.WARNING, "A part did not stop as it should", e);
        }
    }
}
