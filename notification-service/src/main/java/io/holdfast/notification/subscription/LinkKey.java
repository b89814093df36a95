package io.holdfast.notification.subscription;

import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs who a link belongs to, so that nobody can make one for somebody else. A token is the reader, a dot, and the HMAC of the
 * reader; both parts are safe in an address.
 */
@ApplicationScoped
class LinkKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    // A merchant's id has no line break in it.
    private static final String BETWEEN = "\n";

    private final Transactions transactions;
    /** It never changes; null until it was read. */
    private volatile SecretKeySpec known;

    LinkKey(Transactions transactions) {
        this.transactions = transactions;
    }

    private Uni<SecretKeySpec> key() {
        return known != null ? Uni.createFrom().item(known) : transactions.ofNobody(reading -> reading.query("select key from link_key").execute())
                .map(rows -> new SecretKeySpec(rows.iterator().next().getString(0).getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .invoke(key -> known = key);
    }

    Uni<String> token(Reader reader) {
        return key().map(secret -> {
            String subject = TEXT.encodeToString((reader.merchant() + BETWEEN + reader.address()).getBytes(StandardCharsets.UTF_8));
            return subject + "." + signature(secret, subject);
        });
    }

    /** The reader whom a token was made for; empty for what is no token of ours. */
    Uni<Optional<Reader>> reader(String token) {
        return key().map(secret -> {
            int dot = token.indexOf('.');
            if (dot < 0 || !isSame(token.substring(dot + 1), signature(secret, token.substring(0, dot)))) {
                return Optional.empty();
            }
            String[] parts = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8).split(BETWEEN, 2);
            return Optional.of(new Reader(parts[0], parts[1]));
        });
    }

    private static boolean isSame(String given, String right) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String signature(SecretKeySpec secret, String subject) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return TEXT.encodeToString(mac.doFinal(subject.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM can't sign with " + ALGORITHM, e);
        }
    }
}
