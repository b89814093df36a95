package io.holdfast.notification.digest;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Looks every second for hours that have come and for letters to be sent. One failure never holds up the others. */
@ApplicationScoped
class DigestRounds {

    private static final Logger LOG = Logger.getLogger(DigestRounds.class);

    private static final int A_ROUND = 500;
    // Each may wait for the stock service.
    private static final int JUDGED_AT_ONCE = 4;
    // Each sending holds a database connection while the mail server thinks.
    private static final int SENT_AT_ONCE = 4;

    private final RecipientStore recipients;
    private final LetterStore letters;
    private final DigestClaim claim;
    private final DigestDelivery delivery;

    DigestRounds(RecipientStore recipients, LetterStore letters, DigestClaim claim, DigestDelivery delivery) {
        this.recipients = recipients;
        this.letters = letters;
        this.claim = claim;
        this.delivery = delivery;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> judge() {
        return recipients.due(A_ROUND).flatMap(due -> each(due, JUDGED_AT_ONCE, claim::judge)).onFailure().recoverWithUni(DigestRounds::later);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> deliver() {
        return letters.unsent(A_ROUND).flatMap(due -> each(due, SENT_AT_ONCE, delivery::deliver)).onFailure().recoverWithUni(DigestRounds::later);
    }

    private static <T> Uni<Void> each(List<T> due, int atOnce, Function<T, Uni<Void>> work) {
        return Multi.createFrom().iterable(due)
                .onItem().transformToUni(one -> work.apply(one).onFailure().recoverWithUni(DigestRounds::later))
                .merge(atOnce)
                .onItem().ignoreAsUni();
    }

    private static Uni<Void> later(Throwable failure) {
        LOG.warnf("A digest has to wait for the next round: %s", failure.getMessage());
        return Uni.createFrom().voidItem();
    }
}
