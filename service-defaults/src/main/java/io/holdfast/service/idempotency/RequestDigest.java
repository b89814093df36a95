package io.holdfast.service.idempotency;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Path, query and body of a request, as they were sent, in 43 characters. */
public final class RequestDigest {

    private final MessageDigest digest;

    RequestDigest(URI address) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
        // No address has a line break: where it ends is clear.
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        digest.update((address.getRawPath() + query + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The next part of the body. */
    public RequestDigest add(byte[] part) {
        digest.update(part);
        return this;
    }

    String value() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    }
}
