package io.holdfast.suite;

/** Something that the person at the keyboard can put right: one line that says what is wrong and what to do. */
public final class UserError extends RuntimeException {

    public UserError(String line) {
        super(line);
    }

    public UserError(String line, Throwable cause) {
        super(line, cause);
    }
}
