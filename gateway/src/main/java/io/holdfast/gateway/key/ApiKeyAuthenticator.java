package io.holdfast.gateway.key;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.holdfast.service.identity.Authenticator;
import io.holdfast.service.identity.Caller;
import io.holdfast.service.identity.Caller.Role;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Knows callers by their API keys. An answer, a no as well, is remembered for a moment, so that a busy key costs the database nothing. */
@ApplicationScoped
public class ApiKeyAuthenticator implements Authenticator {

    /** A revoked key is dead on every replica after this, and after the look-up that was just under way: within a second. */
    private static final Duration REMEMBERED = Duration.ofMillis(750);
    private static final int REMEMBERED_KEYS = 10_000;
    private static final int LONGEST_KEY = 200;
    private static final Caller OPERATOR = new Caller(Role.OPERATOR, null, "operator");

    private final KeyStore keys;
    private final LastUse lastUse;
    private final byte[] operator;
    private final AsyncCache<ByteBuffer, Optional<Caller>> callers =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(REMEMBERED_KEYS).buildAsync();

    ApiKeyAuthenticator(KeyStore keys, LastUse lastUse, OperatorConfig config) {
        this.keys = keys;
        this.lastUse = lastUse;
        this.operator = Secret.hash(config.key());
    }

    @Override
    public Uni<Caller> authenticate(String credential) {
        if (credential.length() > LONGEST_KEY) {
            return Uni.createFrom().failure(ApiKeyAuthenticator::refusal);
        }
        byte[] hash = Secret.hash(credential);
        if (MessageDigest.isEqual(hash, operator)) {
            return Uni.createFrom().item(OPERATOR);
        }
        return lookedUp(hash).map(found -> {
            Caller caller = found.orElseThrow(ApiKeyAuthenticator::refusal);
            lastUse.of(caller.actor());
            return caller;
        });
    }

    /** Every key is looked up again; a look-up that is under way is not remembered. */
    void forgetAll() {
        callers.synchronous().invalidateAll();
    }

    private Uni<Optional<Caller>> lookedUp(byte[] hash) {
        CompletableFuture<Optional<Caller>> caller = callers.get(ByteBuffer.wrap(hash),
                (key, executor) -> keys.find(hash).subscribeAsCompletionStage());
        if (caller.isDone() && !caller.isCompletedExceptionally()) {
            return Uni.createFrom().item(caller.join());
        }
        // Several requests may wait for one look-up: each goes on where it came from, not where the answer arrived.
        Context own = Vertx.currentContext();
        // A copy, because a caller who gives up must not cancel what others wait for.
        Uni<Optional<Caller>> answer = Uni.createFrom().completionStage(caller::copy);
        return own == null ? answer : answer.emitOn(work -> own.runOnContext(ignored -> work.run()));
    }

    private static Problem refusal() {
        return Problem.unauthorized("This API key is not known. Send the header \"Authorization: Bearer <key>\" with a valid one.");
    }
}
