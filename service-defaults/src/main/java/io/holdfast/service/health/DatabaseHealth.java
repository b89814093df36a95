package io.holdfast.service.health;

import io.holdfast.service.database.DatabaseConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready as long as the database has answered lately. It is asked now and then, beside the probes: a probe neither waits for
 * a connection while orders hold all of them, nor turns at the first answer that is late, or while the database restarts.
 */
@Readiness
@ApplicationScoped
class DatabaseHealth implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseHealth.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A failover takes some seconds; whoever is not ready at each would be taken out and put back for nothing. */
    private static final Duration LATELY = Duration.ofSeconds(10);

    private final Pool pool;
    private final String server;
    private volatile long answered = System.nanoTime();
    private volatile boolean everAnswered;
    private volatile boolean refuses;
    private volatile Cancellable rounds;

    DatabaseHealth(Pool pool, DatabaseConfig config, MeterRegistry registry) {
        this.pool = pool;
        this.server = config.url();
        Gauge.builder("holdfast.database.silence.seconds", () -> silence().toMillis() / 1000.0)
                .description("Time since the database answered last; it is asked every second").register(registry);
    }

    void start(@Observes StartupEvent event) {
        rounds = ask().onItem().transformToMulti(first -> Multi.createFrom().ticks().every(EVERY).onOverflow().drop())
                .onItem().transformToUniAndConcatenate(tick -> ask())
                .subscribe().with(asked -> { }, failure -> LOG.error("Nobody asks the database any more whether it answers", failure));
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.cancel();
    }

    private Uni<Boolean> ask() {
        // A connection may have died alone, so one that fails is followed by another.
        return pool.query("select 1").execute().onFailure().retry().atMost(1).ifNoItem().after(PATIENCE).fail().map(rows -> {
            answered = System.nanoTime();
            everAnswered = true;
            refuses = false;
            return true;
        }).onFailure().recoverWithItem(failure -> {
            LOG.debugf("The database did not answer: %s", failure.getMessage());
            refuses |= !(failure instanceof TimeoutException);
            return false;
        });
    }

    /**
     * Whether the database turns us away at this moment, as it does while it restarts: whoever orders something now is refused.
     * One that is late turns nobody away.
     */
    boolean refuses() {
        return refuses;
    }

    private Duration silence() {
        return Duration.ofNanos(System.nanoTime() - answered);
    }

    @Override
    public HealthCheckResponse call() {
        Duration since = silence();
        return HealthCheckResponse.named("Database").status(everAnswered && since.compareTo(LATELY) < 0)
                .withData("server", server).withData("answered", everAnswered ? since.toSeconds() + " s ago" : "never").build();
    }
}
