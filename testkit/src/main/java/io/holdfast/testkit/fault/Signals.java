package io.holdfast.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals to processes that the caller has started, by their number. POSIX systems only. */
public final class Signals {

    private Signals() {}

    /** {@code kill -9}: as a power cut would. */
    public static void kill(long pid) {
        send("KILL", pid);
    }

    /** SIGTERM: asks it to end. */
    public static void terminate(long pid) {
        send("TERM", pid);
    }

    /** SIGSTOP: freezes it; connections to it stay open, and nobody answers. */
    public static void freeze(long pid) {
        send("STOP", pid);
    }

    /** SIGCONT: a frozen process goes on as if nothing had been. */
    public static void thaw(long pid) {
        send("CONT", pid);
    }

    private static void send(String signal, long pid) {
        try {
            Process process = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Process " + pid + " can't be sent " + signal + "; has it ended?");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("There is no kill command here", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + pid + " was sent " + signal, e);
        }
    }
}
