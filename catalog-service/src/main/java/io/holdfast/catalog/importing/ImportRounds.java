package io.holdfast.catalog.importing;

import io.holdfast.catalog.importing.Import.Held;
import io.holdfast.service.problem.Problem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Looks every second for imports that nobody holds, and works them off. Two at a time: a long one doesn't hold up a short one. */
@ApplicationScoped
class ImportRounds {

    private static final Logger LOG = Logger.getLogger(ImportRounds.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ImportStore imports;
    private final ImportRun run;
    private final String name = UUID.randomUUID().toString();
    private volatile boolean stopping;

    ImportRounds(ImportStore imports, ImportRun run) {
        this.imports = imports;
        this.run = run;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void first() {
        workOff(name + "/1");
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void second() {
        workOff(name + "/2");
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void removeAbandonedUploads() {
        imports.removeAbandoned().await().atMost(PATIENCE);
    }

    private void workOff(String holder) {
        for (Optional<Held> held = take(holder); held.isPresent() && !stopping; held = take(holder)) {
            if (!worked(held.get())) {
                return;
            }
        }
    }

    private Optional<Held> take(String holder) {
        return stopping ? Optional.empty() : imports.take(holder).await().atMost(PATIENCE);
    }

    /** Whether it went without a failure; after one, the next round takes it up again. */
    private boolean worked(Held held) {
        try {
            run.run(held, () -> stopping);
            return true;
        } catch (Problem away) {
            LOG.warnf("Import %s waits: %s", held.id(), away.getMessage());
        } catch (Exception e) {
            LOG.errorf(e, "Import %s stopped and will be taken up again", held.id());
        }
        imports.free(held).await().atMost(PATIENCE);
        return false;
    }
}
