package io.holdfast.suite.replay;

import java.io.PrintStream;
import java.util.Locale;

/** Steps done, their rate and the time left: one line that is redrawn, or a line now and then where there is no terminal. */
public final class Progress {

    private static final long REDRAW_NANOS = 200_000_000L;
    private static final long LINE_NANOS = 5_000_000_000L;
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final String what;
    private long total;
    private long done;
    private long began;
    private long drawn;

    /**
     * @param what is counted, e.g. {@code "invoices"}
     */
    public Progress(PrintStream out, boolean terminal, String what) {
        this.out = out;
        this.terminal = terminal;
        this.what = what;
    }

    public synchronized void begin(long steps) {
        total = steps;
        done = 0;
        began = System.nanoTime();
        drawn = began;
    }

    public synchronized void step() {
        done++;
        long now = System.nanoTime();
        if (now - drawn > (terminal ? REDRAW_NANOS : LINE_NANOS)) {
            drawn = now;
            draw(now);
        }
    }

    public synchronized void end() {
        draw(System.nanoTime());
        if (terminal) {
            out.println();
        }
    }

    private void draw(long now) {
        double seconds = Math.max((now - began) / 1e9, 0.001);
        double rate = done / seconds;
        long left = rate == 0 ? 0 : Math.round((total - done) / rate);
        int filled = total == 0 ? WIDTH : (int) (WIDTH * done / total);
        String text = String.format(Locale.ROOT, "%,d of %,d %s, %.0f/s, %s", done, total, what, rate,
                done == total ? String.format(Locale.ROOT, "done in %.1f s", seconds) : left + " s left");
        if (terminal) {
            out.print("\r  [" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + text + "   ");
            out.flush();
        } else {
            out.println("  " + text);
        }
    }
}
