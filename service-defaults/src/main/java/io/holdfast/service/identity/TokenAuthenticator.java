package io.holdfast.service.identity;

import io.holdfast.service.identity.Caller.Role;
import io.holdfast.service.problem.Problem;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** Verifies tokens: the gateway's may carry any role, another service's only {@code SERVICE}. Verified ones are remembered while they live. */
@ApplicationScoped
@DefaultBean
public class TokenAuthenticator implements Authenticator {

    private static final String GATEWAY = "gateway";
    private static final int CACHED = 10_000;

    private final JwtConsumer consumer;
    private final Map<String, Verified> cache = new ConcurrentHashMap<>();

    private record Verified(Caller caller, long until) {}

    @Inject
    TokenAuthenticator(IdentityConfig config) throws JoseException {
        this(config.trustedKeys());
    }

    TokenAuthenticator(String trustedKeys) throws JoseException {
        this.consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(trustedKeys).getJsonWebKeys()))
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
                .setRequireExpirationTime().setRequireSubject()
                .setAllowedClockSkewInSeconds(30)
                .build();
    }

    @Override
    public Uni<Caller> authenticate(String token) {
        long now = NumericDate.now().getValue();
        Verified verified = cache.get(token);
        if (verified == null || verified.until() <= now) {
            verified = verify(token);
            if (cache.size() >= CACHED) {
                cache.clear();
            }
            cache.put(token, verified);
        }
        return Uni.createFrom().item(verified.caller());
    }

    private Verified verify(String token) {
        try {
            JwtContext context = consumer.process(token);
            JwtClaims claims = context.getJwtClaims();
            Role role = roleOf(claims);
            // The key says who signed; an issuer that names somebody else is a forgery.
            String signer = context.getJoseObjects().get(0).getKeyIdHeaderValue();
            boolean genuine = signer != null && signer.equals(claims.getIssuer()) && (signer.equals(GATEWAY) || role == Role.SERVICE);
            if (!genuine) {
                throw Problem.unauthorized("The token claims more than its signer may grant.");
            }
            Caller caller = new Caller(role, claims.getStringClaimValue("merchant"), claims.getStringClaimValue("channel"),
                    claims.getSubject());
            return new Verified(caller, claims.getExpirationTime().getValue());
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            throw Problem.unauthorized("The token is not valid.");
        }
    }

    private static Role roleOf(JwtClaims claims) throws MalformedClaimException {
        String role = claims.getStringClaimValue("role");
        if (role == null) {
            throw new IllegalArgumentException("no role");
        }
        return Role.valueOf(role);
    }
}
