package io.holdfast.testkit.service;

import io.holdfast.service.identity.KeyRing;
import java.security.PrivateKey;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Tokens as the gateway or another service would send them. */
public final class TestTokens {

    private static KeyRing keys;

    private TestTokens() {}

    static void use(KeyRing ring) {
        keys = ring;
    }

    /** An {@code Authorization} value of a merchant's admin, through the gateway. */
    public static String admin(String merchant) {
        return "Bearer " + sign("gateway", "ADMIN", merchant, "key-of-" + merchant);
    }

    /** An {@code Authorization} value of a key of one channel, through the gateway. */
    public static String channel(String merchant, String channel) {
        return "Bearer " + sign("gateway", Map.of("role", "CHANNEL", "merchant", merchant, "channel", channel), "key-of-" + channel);
    }

    /** An {@code Authorization} value of a merchant's read key, through the gateway. */
    public static String read(String merchant) {
        return "Bearer " + sign("gateway", "READ", merchant, "read-key-of-" + merchant);
    }

    /** An {@code Authorization} value of another service, acting for a merchant. */
    public static String service(String merchant) {
        return "Bearer " + sign("peer", "SERVICE", merchant, "peer");
    }

    /** Any token, forged ones too. */
    public static String sign(String signer, String role, String merchant, String actor) {
        return sign(signer, merchant == null ? Map.of("role", role) : Map.of("role", role, "merchant", merchant), actor);
    }

    private static String sign(String signer, Map<String, String> identity, String actor) {
        try {
            PublicJsonWebKey key = (PublicJsonWebKey) JsonWebKey.Factory.newJwk(keys.signing().get(signer));
            JwtClaims claims = new JwtClaims();
            claims.setIssuer(signer);
            claims.setSubject(actor);
            claims.setExpirationTimeMinutesInTheFuture(10);
            identity.forEach(claims::setStringClaim);
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey((PrivateKey) key.getPrivateKey());
            signature.setKeyIdHeaderValue(signer);
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Can't sign a test token", e);
        }
    }
}
