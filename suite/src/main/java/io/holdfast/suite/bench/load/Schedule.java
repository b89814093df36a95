package io.holdfast.suite.bench.load;

/**
 * When the calls of a fixed rate are due, in nanoseconds from the first.
 *
 * @param rate calls a second
 */
record Schedule(double rate) {

    private static final double NANOS = 1e9;

    /** When a call is meant to be sent, whatever became of those before it. */
    long intended(long number) {
        return (long) (number * NANOS / rate);
    }

    /** How many calls should have been sent by then. */
    long dueBy(long elapsed) {
        return elapsed < 0 ? 0 : (long) (elapsed * rate / NANOS) + 1;
    }
}
