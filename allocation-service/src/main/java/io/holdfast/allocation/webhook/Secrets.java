package io.holdfast.allocation.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Secrets of webhooks, and what is signed with them: scheme {@code v1} of Standard Webhooks. */
final class Secrets {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** The {@code webhook-id} of a delivery. */
    static String messageId(UUID delivery) {
        return "msg_" + delivery;
    }

    /** The {@code webhook-signature}: one for each secret, so that receivers may know either. */
    static String signatures(List<String> secrets, String messageId, Instant timestamp, String body) {
        String signed = messageId + "." + timestamp.getEpochSecond() + "." + body;
        return secrets.stream().map(secret -> "v1," + signature(secret, signed)).collect(Collectors.joining(" "));
    }

    private static String signature(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A delivery can't be signed", e);
        }
    }
}
