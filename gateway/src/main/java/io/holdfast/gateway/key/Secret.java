package io.holdfast.gateway.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What opens the door: told once, kept as a hash.
 *
 * @param text what the caller sends; begins with {@code hf_live_}, so that scanners recognise a leaked one
 */
public record Secret(String text) {

    private static final String PREFIX = "hf_live_";
    private static final int BYTES = 32;
    private static final int SHOWN_OF_RANDOM = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** 256 random bits. */
    static Secret create() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    byte[] hash() {
        return hash(text);
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    /** Its beginning, by which its owner recognises it; of the random part too little to help anybody else. */
    String beginning() {
        return text.startsWith(PREFIX) ? text.substring(0, PREFIX.length() + SHOWN_OF_RANDOM) : "";
    }

    /** Never the text: it may end up in a log line. */
    @Override
    public String toString() {
        return "Secret[…]";
    }
}
