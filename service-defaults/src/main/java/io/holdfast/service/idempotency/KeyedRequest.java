package io.holdfast.service.idempotency;

/** A request that was sent under a key, and how far it has come. */
public final class KeyedRequest {

    /** How far. */
    private enum Progress {
        /** It was looked at, and may be refused for its form: nothing of that is kept. */
        NEW,
        /** A transaction is deciding it: from here on a refusal is kept too. */
        BEGUN,
        /** What was decided is in the database, and its answer is not. */
        DECIDED,
        /** Its answer is in the database, or is none of this request. */
        SETTLED
    }

    private final String merchant;
    private final String key;
    private final RequestDigest body;
    private String digest;
    private volatile Progress progress = Progress.NEW;
    private volatile boolean replayed;

    /**
     * @param merchant empty: an operator's request
     * @param body takes the body, whoever reads it
     */
    KeyedRequest(String merchant, String key, RequestDigest body) {
        this.merchant = merchant;
        this.key = key;
        this.body = body;
    }

    public String merchant() {
        return merchant;
    }

    public String key() {
        return key;
    }

    /** Where the body goes as it is read. */
    public RequestDigest body() {
        return body;
    }

    /** Of path and body, once that has been read to its end. */
    public synchronized String digest() {
        if (digest == null) {
            digest = body.value();
        }
        return digest;
    }

    /**
     * The answer follows from what is in the database, and needs not be written.
     *
     * @param again whether an earlier request put it there
     */
    public void answeredWithEffect(boolean again) {
        if (again) {
            replayed();
        } else {
            settled();
        }
    }

    /** The answer is none to be given again. */
    public void forget() {
        settled();
    }

    void begin() {
        progress = Progress.BEGUN;
    }

    void decided() {
        progress = Progress.DECIDED;
    }

    void settled() {
        progress = Progress.SETTLED;
    }

    void replayed() {
        progress = Progress.SETTLED;
        replayed = true;
    }

    boolean isBegun() {
        return progress != Progress.NEW;
    }

    boolean isDecided() {
        return progress == Progress.DECIDED;
    }

    boolean isSettled() {
        return progress == Progress.SETTLED;
    }

    boolean isReplayed() {
        return replayed;
    }
}
