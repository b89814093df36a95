package io.holdfast.notification.digest;

import io.holdfast.notification.digest.DigestStore.Standing;
import io.holdfast.notification.mail.Postman;
import io.holdfast.notification.rules.DigestRule.Situation;
import io.holdfast.notification.rules.DigestRule;
import io.holdfast.notification.rules.Schedule.Hour;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.peers.StockQuestions.Holders;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Judges the last hour of one merchant and, where a digest is due, fixes it. One replica does it, once for a date. Who holds
 * the stock is asked in between two looks, because rows should not stay locked while another service thinks.
 */
@ApplicationScoped
class DigestClaim {

    private final Transactions transactions;
    private final RecipientStore recipients;
    private final DigestStore digests;
    private final ContentStore contents;
    private final HeldStock heldStock;
    private final DigestWords words;
    private final Postman postman;

    DigestClaim(Transactions transactions, RecipientStore recipients, DigestStore digests, ContentStore contents, HeldStock heldStock,
            DigestWords words, Postman postman) {
        this.transactions = transactions;
        this.recipients = recipients;
        this.digests = digests;
        this.contents = contents;
        this.heldStock = heldStock;
        this.words = words;
        this.postman = postman;
    }

    Uni<Void> judge(String merchant) {
        return judged(merchant, this::skus).flatMap(due -> due == null ? Uni.createFrom().voidItem()
                : heldStock.of(merchant, due).flatMap(holders ->
                        judged(merchant, (transaction, recipient, hour) -> claim(transaction, recipient, hour, holders))).replaceWithVoid());
    }

    private interface Work<T> {
        Uni<T> on(SqlConnection transaction, Recipient recipient, Hour hour);
    }

    /** Does the work if a digest is due; null if none is, or if somebody else is at it. */
    private <T> Uni<T> judged(String merchant, Work<T> ifDue) {
        return transactions.ofAtOneMoment(merchant, transaction -> recipients.lock(transaction, merchant)
                .flatMap(recipient -> recipient == null ? Uni.createFrom().nullItem() : judge(transaction, recipient, ifDue)));
    }

    private <T> Uni<T> judge(SqlConnection transaction, Recipient recipient, Work<T> ifDue) {
        Hour hour = recipient.schedule().last(recipient.now());
        return digests.standing(transaction, recipient.merchant(), hour.date(), hour.at()).flatMap(standing ->
                isDue(recipient, hour, standing) ? ifDue.on(transaction, recipient, hour)
                        : judgedFor(transaction, recipient, hour).map(done -> null));
    }

    private static boolean isDue(Recipient recipient, Hour hour, Standing standing) {
        return !recipient.addresses().isEmpty()
                && DigestRule.isDue(new Situation(hour.at(), recipient.countsSince(), standing.gone(), standing.below()));
    }

    /** The first look: what the digest would be about. */
    private Uni<Set<String>> skus(SqlConnection transaction, Recipient recipient, Hour hour) {
        return contents.read(transaction, recipient, hour.date(), Limits.ITEMS_PER_DIGEST, Map.of()).map(DigestContent::skus);
    }

    /** The second: what it says. What was below at the hour may have recovered; then there is nothing to say. */
    private Uni<Boolean> claim(SqlConnection transaction, Recipient recipient, Hour hour, Map<String, Holders> holders) {
        return contents.read(transaction, recipient, hour.date(), Limits.ITEMS_PER_DIGEST, holders)
                .flatMap(content -> content.isEmpty() ? Uni.createFrom().voidItem()
                        : digests.claim(transaction, digest(recipient, hour, content), recipient.addresses(), content))
                .flatMap(claimed -> judgedFor(transaction, recipient, hour))
                .replaceWith(true);
    }

    private Uni<Void> judgedFor(SqlConnection transaction, Recipient recipient, Hour hour) {
        return recipients.judged(transaction, recipient.merchant(), hour.at(), recipient.schedule().next(recipient.now()).at());
    }

    private Digest digest(Recipient recipient, Hour hour, DigestContent content) {
        // Nobody can know it in advance, so no name of a product can bring it along.
        String linkMark = "link:" + UUID.randomUUID();
        return new Digest(recipient.merchant(), hour.date(), recipient.now(),
                DigestRule.messageId(recipient.merchant(), hour.date(), postman.domain()),
                words.render(content, recipient.locale(), linkMark), linkMark);
    }
}
