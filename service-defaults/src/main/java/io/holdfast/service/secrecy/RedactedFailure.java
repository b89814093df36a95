package io.holdfast.service.secrecy;

/** A failure as it may be read: where it came from, and what it says without secrets. What it suppressed is left out. */
final class RedactedFailure extends Exception {

    private final String text;

    RedactedFailure(Throwable failure) {
        super(Redacted.text(String.valueOf(failure.getMessage())), failure.getCause() == null ? null : new RedactedFailure(failure.getCause()));
        this.text = Redacted.text(failure.toString());
        setStackTrace(failure.getStackTrace());
    }

    @Override
    public String toString() {
        return text;
    }
}
