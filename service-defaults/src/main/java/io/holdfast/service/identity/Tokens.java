package io.holdfast.service.identity;

import io.holdfast.service.identity.Caller.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.PrivateKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs tokens with this service's own key. One is used again for half its life. */
@ApplicationScoped
public class Tokens {

    static final int LIFE_SECONDS = 120;
    private static final int CACHED = 10_000;

    private final PublicJsonWebKey key;
    private final String service;
    private final Map<Caller, Signed> cache = new ConcurrentHashMap<>();

    private record Signed(String token, long reusableUntil) {}

    @Inject
    Tokens(IdentityConfig config, @ConfigProperty(name = "holdfast.service") String service) throws JoseException {
        this(config.signingKey(), service);
    }

    /** Signs outside of a service, for whoever holds its key. */
    public static Tokens with(String signingKey) {
        try {
            return new Tokens(signingKey, JsonWebKey.Factory.newJwk(signingKey).getKeyId());
        } catch (JoseException e) {
            throw new IllegalArgumentException("This is no JSON Web Key: " + e.getMessage(), e);
        }
    }

    Tokens(String signingKey, String service) throws JoseException {
        this.key = (PublicJsonWebKey) JsonWebKey.Factory.newJwk(signingKey);
        this.service = service;
    }

    /** A token with which this service calls another one in its own name, for a merchant or, with null, for none. */
    public String asService(String merchant) {
        return of(new Caller(Role.SERVICE, merchant, service));
    }

    public String of(Caller caller) {
        long now = NumericDate.now().getValue();
        Signed signed = cache.get(caller);
        if (signed == null || signed.reusableUntil() <= now) {
            if (cache.size() >= CACHED) {
                cache.clear();
            }
            signed = new Signed(sign(caller, now), now + LIFE_SECONDS / 2);
            cache.put(caller, signed);
        }
        return signed.token();
    }

    /** Drops what was signed for an API key: it was revoked. */
    public void forget(String actor) {
        cache.keySet().removeIf(caller -> caller.actor().equals(actor));
    }

    private String sign(Caller caller, long now) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(service);
        claims.setSubject(caller.actor());
        claims.setExpirationTime(NumericDate.fromSeconds(now + LIFE_SECONDS));
        claims.setStringClaim("role", caller.role().name());
        if (caller.merchant() != null) {
            claims.setStringClaim("merchant", caller.merchant());
        }
        if (caller.channel() != null) {
            claims.setStringClaim("channel", caller.channel());
        }
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey((PrivateKey) key.getPrivateKey());
        signature.setKeyIdHeaderValue(service);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("holdfast.identity.signing-key can't sign", e);
        }
    }
}
