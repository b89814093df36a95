package io.holdfast.service.health;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether this replica can work at this moment. Stricter than its probe, for it is asked by those who wait to begin: they ask again
 * a moment later, while a probe that turns at each restart of the database would take all replicas out for nothing.
 */
@ApplicationScoped
public class ReadyNow {

    private final SmallRyeHealthReporter health;
    private final DatabaseHealth database;

    ReadyNow(SmallRyeHealthReporter health, @Readiness DatabaseHealth database) {
        this.health = health;
        this.database = database;
    }

    public Uni<Boolean> ask() {
        return health.getReadinessAsync().map(SmallRyeHealth::getStatus).map(status -> Status.UP.equals(status) && !database.refuses());
    }
}
