package io.holdfast.service.idempotency;

/** What was asked has been answered before, and this was the answer. */
final class Replay extends RuntimeException {

    private final transient StoredAnswer answer;

    Replay(StoredAnswer answer) {
        super("answered before", null, false, false);
        this.answer = answer;
    }

    StoredAnswer answer() {
        return answer;
    }
}
