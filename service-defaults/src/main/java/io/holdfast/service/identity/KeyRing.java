package io.holdfast.service.identity;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The keys of a suite: each service signs with its own, all trust the public set.
 *
 * @param trusted JSON Web Key Set of the public keys, key id = service
 * @param signing private JSON Web Key by service
 */
public record KeyRing(String trusted, Map<String, String> signing) {

    /** A ring with one key for each name, however often it is named. */
    public static KeyRing generate(List<String> services) {
        JsonWebKeySet trusted = new JsonWebKeySet();
        Map<String, String> signing = new LinkedHashMap<>();
        for (String service : new LinkedHashSet<>(services)) {
            EllipticCurveJsonWebKey key = generate();
            key.setKeyId(service);
            trusted.addJsonWebKey(key);
            signing.put(service, key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        }
        return new KeyRing(trusted.toJson(OutputControlLevel.PUBLIC_ONLY), signing);
    }

    private static EllipticCurveJsonWebKey generate() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IllegalStateException("This JVM can't generate P-256 keys", e);
        }
    }
}
