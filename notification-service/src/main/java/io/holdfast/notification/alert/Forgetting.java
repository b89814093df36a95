package io.holdfast.notification.alert;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets go of orders that were short once, when no late event can concern them any more. */
@ApplicationScoped
class Forgetting {

    private final ShortageStore shortages;

    Forgetting(ShortageStore shortages) {
        this.shortages = shortages;
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forgetEnded() {
        return shortages.forgetEnded();
    }
}
