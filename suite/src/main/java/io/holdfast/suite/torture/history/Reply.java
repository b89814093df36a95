package io.holdfast.suite.torture.history;

/**
 * What a client heard of one attempt.
 *
 * @param said of {@code DONE} what the answer names, the same each time it is asked; else the reason
 */
public record Reply(Kind kind, String said) {

    /** What a client knows after an attempt. */
    public enum Kind {
        /** A success. */
        DONE,
        /** A refusal, which promises that nothing was stored. */
        REFUSED,
        /** No answer, or one that leaves open whether it was done: time-out, connection lost, 5xx. */
        UNKNOWN
    }

    public static Reply done(String said) {
        return new Reply(Kind.DONE, said);
    }

    public static Reply refused(String why) {
        return new Reply(Kind.REFUSED, why);
    }

    public static Reply unknown(String why) {
        return new Reply(Kind.UNKNOWN, why);
    }
}
