package io.holdfast.notification.digest;

import io.holdfast.notification.digest.Digest.Rendered;
import io.holdfast.notification.digest.LetterStore.Key;
import io.holdfast.notification.digest.LetterStore.Unsent;
import io.holdfast.notification.mail.Letter;
import io.holdfast.notification.mail.Postman;
import io.holdfast.notification.rules.DigestRule;
import io.holdfast.notification.subscription.MailLinks;
import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Mails one letter of a claimed digest. Its row stays locked until the mail server has answered: nobody else sends it
 * meanwhile, and a process that dies gives it back at once, unsent.
 */
@ApplicationScoped
class DigestDelivery {

    private static final Logger LOG = Logger.getLogger(DigestDelivery.class);

    // A machine that vanished without closing its connections must not keep the lock for hours.
    private static final String LIMIT_THE_WAIT = "set local idle_in_transaction_session_timeout = '2min'";
    private static final Duration BETWEEN_NOTES = Duration.ofMillis(50);
    private static final int NOTES = 5;

    private final Transactions transactions;
    private final LetterStore letters;
    private final MailLinks links;
    private final Postman postman;

    DigestDelivery(Transactions transactions, LetterStore letters, MailLinks links, Postman postman) {
        this.transactions = transactions;
        this.letters = letters;
        this.links = links;
        this.postman = postman;
    }

    Uni<Void> deliver(Key key) {
        AtomicBoolean taken = new AtomicBoolean();
        return transactions.of(key.merchant(), transaction -> transaction.query(LIMIT_THE_WAIT).execute()
                        .flatMap(begun -> letters.lock(transaction, key))
                        .flatMap(letter -> letter == null ? Uni.createFrom().voidItem() : send(transaction, letter, taken)))
                .onFailure(failure -> taken.get()).recoverWithUni(failure -> noteAgain(key, failure));
    }

    private Uni<Void> send(SqlConnection transaction, Unsent letter, AtomicBoolean taken) {
        return links.of(letter.key().merchant(), letter.key().recipient()).flatMap(link -> postman.send(written(letter, link)))
                .map(answered -> (Throwable) null)
                .onFailure().recoverWithItem(failure -> failure)
                .flatMap(failure -> {
                    taken.set(failure == null);
                    return failure == null ? sent(transaction, letter.key()) : notSent(transaction, letter, failure);
                });
    }

    private Uni<Void> sent(SqlConnection transaction, Key key) {
        LOG.infof("The digest of %s for %s was sent", key.merchant(), key.date());
        return letters.sent(transaction, key);
    }

    /** The mail server has said yes, but the connection to note it by is gone: before anybody sends it again, another one is tried. */
    private Uni<Void> noteAgain(Key key, Throwable failure) {
        LOG.warnf("The digest of %s for %s was sent; that is noted on another connection, because of: %s", key.merchant(), key.date(),
                failure.getMessage());
        return letters.sent(key).onFailure().retry().withBackOff(BETWEEN_NOTES).atMost(NOTES);
    }

    private Uni<Void> notSent(SqlConnection transaction, Unsent letter, Throwable failure) {
        Key key = letter.key();
        LOG.warnf("The digest of %s for %s was not sent and is tried again: %s", key.merchant(), key.date(), failure.getMessage());
        return letters.notSent(transaction, key, String.valueOf(failure.getMessage()), DigestRule.pauseAfter(letter.attempts() + 1));
    }

    private static Letter written(Unsent letter, String link) {
        Digest digest = letter.digest();
        Rendered mail = digest.mail().replacing(digest.linkMark(), link);
        return new Letter(digest.messageId(), digest.claimedAt(), letter.key().recipient(), mail.subject(), mail.html(), mail.text(),
                MailLinks.unsubscribe(link));
    }
}
