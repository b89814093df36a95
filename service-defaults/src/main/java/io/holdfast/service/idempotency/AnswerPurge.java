package io.holdfast.service.idempotency;

import io.holdfast.service.Limits;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Every few minutes forgets the answers that were kept for long enough, in small steps beside the work. */
@ApplicationScoped
public class AnswerPurge {

    private static final Logger LOG = Logger.getLogger(AnswerPurge.class);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int CHUNK = 1_000;

    private final Vertx vertx;
    private final AnswerStore store;
    private volatile boolean stopped;

    AnswerPurge(Vertx vertx, AnswerStore store) {
        this.vertx = vertx;
        this.store = store;
    }

    void start(@Observes StartupEvent event) {
        again();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void again() {
        vertx.setTimer(EVERY.toMillis(), timer -> {
            if (!stopped) {
                run().subscribe().with(done -> again(), failure -> {
                    LOG.warnf("Forgetting old answers stopped and will go on later: %s", failure.getMessage());
                    again();
                });
            }
        });
    }

    /** Forgets all that is old enough now. */
    public Uni<Void> run() {
        return Multi.createBy().repeating().uni(() -> store.purge(Limits.ANSWERS_KEPT, CHUNK).onItem().delayIt().by(PAUSE))
                .whilst(removed -> removed == CHUNK && !stopped).onItem().ignoreAsUni();
    }
}
