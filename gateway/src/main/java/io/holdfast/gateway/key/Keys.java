package io.holdfast.gateway.key;

import io.holdfast.service.Limits;
import io.holdfast.service.idempotency.KeyedRequest;
import io.holdfast.service.idempotency.Once;
import io.holdfast.service.identity.Caller.Role;
import io.holdfast.service.identity.Tokens;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/** Makes, rotates and revokes a merchant's keys, one change of a merchant's keys at a time. */
@ApplicationScoped
class Keys {

    private final Pool pool;
    private final KeyStore store;
    private final KeptKeyStore kept;
    private final ChannelNames channels;
    private final ApiKeyAuthenticator authenticator;
    private final Tokens tokens;
    private final Once once;

    Keys(Pool pool, KeyStore store, KeptKeyStore kept, ChannelNames channels, ApiKeyAuthenticator authenticator, Tokens tokens,
            Once once) {
        this.pool = pool;
        this.store = store;
        this.kept = kept;
        this.channels = channels;
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.once = once;
    }

    /** The key with its secret. */
    Uni<KeyView> create(ApiKey key) {
        Uni<Void> known = key.role() == Role.CHANNEL ? channels.require(key.merchant(), key.channel()) : Uni.createFrom().voidItem();
        return known.chain(() -> showingSecret(key.merchant(), transaction -> kept.count(transaction, key.merchant()).chain(keys -> {
            if (keys >= Limits.KEYS_PER_MERCHANT) {
                throw Problem.conflict("limit-reached", "The limit is reached",
                        "A merchant may have up to " + Limits.KEYS_PER_MERCHANT + " keys. Revoke those that nobody uses.");
            }
            return store.insert(transaction, key).chain(() -> found(transaction, key.merchant(), key.id()));
        }))).map(view -> view.withKey(key.secret()));
    }

    /** The key with a new secret; the former ones go on for the overlap at most. */
    Uni<KeyView> rotate(String merchant, UUID id, Duration overlap) {
        Secret secret = Secret.create();
        return showingSecret(merchant, transaction -> found(transaction, merchant, id).chain(view -> {
            if (view.revokedAt() != null) {
                throw Problem.conflict("already-revoked", "The key is revoked", "A revoked key gets no new secret. Make another key.");
            }
            return kept.endSecrets(transaction, merchant, id, overlap)
                    .chain(() -> store.insertSecret(transaction, merchant, id, secret))
                    .chain(() -> found(transaction, merchant, id));
        })).invoke(() -> forget(id)).map(view -> view.withKey(secret));
    }

    /** Revokes the key; one that is revoked already stays so. */
    Uni<Void> revoke(String merchant, UUID id) {
        return changing(merchant, transaction -> found(transaction, merchant, id).chain(view ->
                view.revokedAt() != null ? Uni.createFrom().voidItem() : stayingOpen(transaction, merchant, view)
                        .chain(() -> kept.revoke(transaction, merchant, id)))).invoke(() -> forget(id));
    }

    /** 409 if nobody could administer the merchant any more: only another admin key makes keys. */
    private Uni<Void> stayingOpen(SqlConnection transaction, String merchant, KeyView view) {
        if (!view.role().equals("admin")) {
            return Uni.createFrom().voidItem();
        }
        return kept.hasOtherAdmin(transaction, merchant, view.id()).invoke(other -> {
            if (!other) {
                throw Problem.conflict("last-admin-key", "The last admin key stays",
                        "Without it nobody could make keys for this merchant. Make another admin key first, or rotate this one.");
            }
        }).replaceWithVoid();
    }

    private Uni<KeyView> found(SqlConnection transaction, String merchant, UUID id) {
        return kept.find(transaction, merchant, id).map(view -> view.orElseThrow(() -> Problem.notFound("key", id)));
    }

    /** The same where the answer shows a secret: asked again under its idempotency key, nothing is made and nothing shown. */
    private <T> Uni<T> showingSecret(String merchant, Function<SqlConnection, Uni<T>> change) {
        KeyedRequest request = once.current();
        return changing(merchant, transaction -> once.showingSecret(transaction, request, () -> change.apply(transaction)));
    }

    private <T> Uni<T> changing(String merchant, Function<SqlConnection, Uni<T>> change) {
        return pool.withTransaction(transaction -> kept.lock(transaction, merchant).chain(() -> change.apply(transaction)));
    }

    /** Here at once; other replicas look the key up again within the time that they remember one. */
    private void forget(UUID id) {
        authenticator.forgetAll();
        tokens.forget(id.toString());
    }
}
