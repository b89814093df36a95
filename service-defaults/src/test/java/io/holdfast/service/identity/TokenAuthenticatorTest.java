package io.holdfast.service.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.holdfast.service.identity.Caller.Role;
import io.holdfast.service.problem.Problem;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R80 a service trusts a token by its signature, and no further than its signer may speak")
class TokenAuthenticatorTest {

    private final KeyRing ring = KeyRing.generate(List.of("gateway", "catalog"));
    private TokenAuthenticator authenticator;

    @BeforeEach
    void trust() throws JoseException {
        authenticator = new TokenAuthenticator(ring.trusted());
    }

    private Caller authenticate(String token) {
        return authenticator.authenticate(token).await().atMost(Duration.ofSeconds(5));
    }

    private void refused(String token) {
        assertEquals(401, assertThrows(Problem.class, () -> authenticate(token)).status());
        assertEquals(401, assertThrows(Problem.class, () -> authenticate(token)).status(), "the second time as well");
    }

    private String signed(String keyOf, Consumer<JwtClaims> changes) throws JoseException {
        return signed(ring.signing().get(keyOf), keyOf, changes);
    }

    private static String signed(String key, String keyId, Consumer<JwtClaims> changes) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(keyId);
        claims.setSubject("somebody");
        claims.setExpirationTimeMinutesInTheFuture(2);
        claims.setStringClaim("role", "ADMIN");
        claims.setStringClaim("merchant", "m1");
        changes.accept(claims);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey((PrivateKey) ((PublicJsonWebKey) JsonWebKey.Factory.newJwk(key)).getPrivateKey());
        signature.setKeyIdHeaderValue(keyId);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return signature.getCompactSerialization();
    }

    @Test
    void theGatewaysTokenSpeaksForAnyRole() throws Exception {
        Tokens gateway = new Tokens(ring.signing().get("gateway"), "gateway");
        assertEquals(new Caller(Role.ADMIN, "m1", "key-1"), authenticate(gateway.of(new Caller(Role.ADMIN, "m1", "key-1"))));
        assertEquals(new Caller(Role.OPERATOR, null, "operator"), authenticate(gateway.of(new Caller(Role.OPERATOR, null, "operator"))));
    }

    @Test
    void aChannelKeysTokenNamesItsChannelAndNoOtherDoes() throws Exception {
        Tokens gateway = new Tokens(ring.signing().get("gateway"), "gateway");
        Caller web = new Caller(Role.CHANNEL, "m1", "web", "key-1");
        assertEquals(web, authenticate(gateway.of(web)));
        refused(signed("gateway", claims -> claims.setStringClaim("role", "CHANNEL")));
        refused(signed("gateway", claims -> claims.setStringClaim("channel", "web")));
        refused(signed("catalog", claims -> {
            claims.setStringClaim("role", "CHANNEL");
            claims.setStringClaim("channel", "web");
        }));
    }

    @Test
    void aRevokedKeysTokenIsNotUsedAgain() throws Exception {
        Tokens gateway = new Tokens(ring.signing().get("gateway"), "gateway");
        Caller caller = new Caller(Role.ADMIN, "m1", "key-1");
        String token = gateway.of(caller);
        gateway.forget("key-2");
        assertEquals(token, gateway.of(caller));
        gateway.forget("key-1");
        assertNotEquals(token, gateway.of(caller));
    }

    @Test
    void anotherServicesTokenSpeaksForItselfOnly() throws Exception {
        Tokens catalog = new Tokens(ring.signing().get("catalog"), "catalog");
        assertEquals(new Caller(Role.SERVICE, "m1", "catalog"), authenticate(catalog.asService("m1")));
        assertNull(authenticate(catalog.asService(null)).merchant());
        refused(catalog.of(new Caller(Role.ADMIN, "m1", "catalog")));
        refused(catalog.of(new Caller(Role.OPERATOR, null, "catalog")));
    }

    @Test
    void aStrangersTokenIsRefused() throws Exception {
        KeyRing stranger = KeyRing.generate(List.of("gateway"));
        refused(signed(stranger.signing().get("gateway"), "gateway", claims -> {}));
        refused(signed(stranger.signing().get("gateway"), "unknown", claims -> {}));
    }

    @Test
    void anExpiredTokenIsRefused() throws Exception {
        refused(signed("gateway", claims -> claims.setExpirationTimeMinutesInTheFuture(-2)));
        refused(signed("gateway", claims -> claims.unsetClaim("exp")));
    }

    @Test
    void anIssuerThatIsNotTheSignerIsRefused() throws Exception {
        refused(signed("catalog", claims -> claims.setIssuer("gateway")));
        refused(signed("gateway", claims -> claims.setIssuer("catalog")));
        refused(signed("gateway", claims -> claims.unsetClaim("iss")));
    }

    @Test
    void aRoleThatDoesNotExistIsRefused() throws Exception {
        refused(signed("gateway", claims -> claims.setStringClaim("role", "ROOT")));
        refused(signed("gateway", claims -> claims.unsetClaim("role")));
        refused(signed("gateway", claims -> claims.setClaim("role", List.of("ADMIN"))));
    }

    @Test
    void aTokenWithoutKeyIdOrSubjectIsRefused() throws Exception {
        refused(signed("gateway", claims -> claims.unsetClaim("sub")));
        String token = signed("gateway", claims -> {});
        refused(header("{\"alg\":\"ES256\"}") + token.substring(token.indexOf('.')));
    }

    @Test
    void anUnsignedTokenIsRefused() throws Exception {
        String token = signed("gateway", claims -> {});
        String payload = token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
        refused(header("{\"alg\":\"none\"}") + payload);
        refused(header("{\"alg\":\"none\",\"kid\":\"gateway\"}") + payload);
    }

    @Test
    void aPublicKeyIsNoSecretToSignWith() throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("gateway");
        claims.setSubject("x");
        claims.setExpirationTimeMinutesInTheFuture(2);
        claims.setStringClaim("role", "ADMIN");
        signature.setPayload(claims.toJson());
        signature.setKey(new HmacKey(ring.trusted().getBytes(UTF_8)));
        signature.setKeyIdHeaderValue("gateway");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        refused(signature.getCompactSerialization());
    }

    @Test
    void aChangedTokenIsRefused() throws Exception {
        String token = signed("gateway", claims -> {});
        String other = signed("gateway", claims -> claims.setStringClaim("merchant", "m2"));
        refused(other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "hf_live_x", "eyJhbGciOiJFUzI1NiJ9"})
    void whatIsNoTokenIsRefused(String token) {
        refused(token);
    }

    private static String header(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
