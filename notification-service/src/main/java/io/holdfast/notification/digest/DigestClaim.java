package io.holdfast.notification.digest;

import io.holdfast.notification.digest.DigestStore.Standing;
import io.holdfast.notification.mail.Postman;
import io.holdfast.notification.rules.DigestRule;
import io.holdfast.notification.rules.DigestRule.Situation;
import io.holdfast.notification.rules.Schedule.Hour;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Judges the last hour of one merchant and, where a digest is due, fixes it. One replica does it, once for a date. */
@ApplicationScoped
class DigestClaim {

    private final Pool pool;
    private final RecipientStore recipients;
    private final DigestStore digests;
    private final ContentStore contents;
    private final DigestWords words;
    private final Postman postman;

    DigestClaim(Pool pool, RecipientStore recipients, DigestStore digests, ContentStore contents, DigestWords words, Postman postman) {
        this.pool = pool;
        this.recipients = recipients;
        this.digests = digests;
        this.contents = contents;
        this.words = words;
        this.postman = postman;
    }

    Uni<Void> judge(String merchant) {
        return pool.withTransaction(transaction -> OneMoment.of(transaction)
                .flatMap(begun -> recipients.lock(transaction, merchant))
                .flatMap(recipient -> recipient == null ? Uni.createFrom().voidItem() : judge(transaction, recipient)));
    }

    private Uni<Void> judge(SqlConnection transaction, Recipient recipient) {
        Hour hour = recipient.schedule().last(recipient.now());
        return digests.standing(transaction, recipient.merchant(), hour.date(), hour.at())
                .flatMap(standing -> isDue(recipient, hour, standing) ? claim(transaction, recipient, hour) : Uni.createFrom().voidItem())
                .flatMap(done -> recipients.judged(transaction, recipient.merchant(), hour.at(),
                        recipient.schedule().next(recipient.now()).at()));
    }

    private static boolean isDue(Recipient recipient, Hour hour, Standing standing) {
        return DigestRule.isDue(new Situation(hour.at(), recipient.countsSince(), standing.gone(), standing.below()));
    }

    private Uni<Void> claim(SqlConnection transaction, Recipient recipient, Hour hour) {
        return contents.read(transaction, recipient.merchant(), recipient.name(), hour.date(), recipient.zone())
                .flatMap(content -> content.isEmpty() ? Uni.createFrom().voidItem()
                        : digests.claim(transaction, digest(recipient, hour, content), content));
    }

    private Digest digest(Recipient recipient, Hour hour, DigestContent content) {
        return new Digest(recipient.merchant(), hour.date(), recipient.now(),
                DigestRule.messageId(recipient.merchant(), hour.date(), postman.domain()),
                recipient.addresses(), words.render(content, recipient.locale()), 0);
    }
}
