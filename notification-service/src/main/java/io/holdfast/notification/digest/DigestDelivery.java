package io.holdfast.notification.digest;

import io.holdfast.notification.digest.DigestStore.Key;
import io.holdfast.notification.mail.Letter;
import io.holdfast.notification.mail.Postman;
import io.holdfast.notification.rules.DigestRule;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Mails one claimed digest. Its row stays locked until the mail server has answered: nobody else sends it meanwhile, and a
 * process that dies gives it back at once, unsent.
 */
@ApplicationScoped
class DigestDelivery {

    private static final Logger LOG = Logger.getLogger(DigestDelivery.class);

    // A machine that vanished without closing its connections must not keep the lock for hours.
    private static final String LIMIT_THE_WAIT = "set local idle_in_transaction_session_timeout = '2min'";

    private final Pool pool;
    private final DigestStore digests;
    private final Postman postman;

    DigestDelivery(Pool pool, DigestStore digests, Postman postman) {
        this.pool = pool;
        this.digests = digests;
        this.postman = postman;
    }

    Uni<Void> deliver(Key key) {
        return pool.withTransaction(transaction -> transaction.query(LIMIT_THE_WAIT).execute()
                .flatMap(begun -> digests.lock(transaction, key))
                .flatMap(digest -> digest == null ? Uni.createFrom().voidItem() : send(transaction, digest)));
    }

    private Uni<Void> send(SqlConnection transaction, Digest digest) {
        return postman.send(letter(digest))
                .map(answered -> (Throwable) null)
                .onFailure().recoverWithItem(failure -> failure)
                .flatMap(failure -> failure == null ? sent(transaction, digest) : notSent(transaction, digest, failure));
    }

    private Uni<Void> sent(SqlConnection transaction, Digest digest) {
        LOG.infof("The digest of %s for %s was sent", digest.merchant(), digest.date());
        return digests.sent(transaction, digest);
    }

    private Uni<Void> notSent(SqlConnection transaction, Digest digest, Throwable failure) {
        LOG.warnf("The digest of %s for %s was not sent and is tried again: %s", digest.merchant(), digest.date(), failure.getMessage());
        return digests.notSent(transaction, digest, String.valueOf(failure.getMessage()), DigestRule.pauseAfter(digest.attempts() + 1));
    }

    private static Letter letter(Digest digest) {
        return new Letter(digest.messageId(), digest.claimedAt(), digest.recipients(), digest.mail().subject(),
                digest.mail().html(), digest.mail().text());
    }
}
