package io.holdfast.gateway.key;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.service.identity.Caller.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/**
 * A new API key, the only time that its secret is known.
 *
 * @param id what movements and logs name as the actor; no secret
 * @param secret what the caller sends; begins with {@code hf_live_}, so that scanners recognise a leaked one
 */
public record ApiKey(UUID id, String merchant, Role role, String name, String secret) {

    private static final String PREFIX = "hf_live_";
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A key with 256 random bits. */
    public static ApiKey create(String merchant, Role role, String name) {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        return withSecret(merchant, role, name, PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** A key whose secret is known already: for local runs only. */
    public static ApiKey withSecret(String merchant, Role role, String name, String secret) {
        return new ApiKey(UuidCreator.getTimeOrderedEpoch(), merchant, role, name, secret);
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    /** Never the secret: a key may end up in a log line. */
    @Override
    public String toString() {
        return "ApiKey[" + id + "]";
    }
}
