package io.holdfast.service.health;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;

/** Whether this service is ready, told to the gateway, which tells everybody. The management port is not for services. */
@Path("/internal/ready")
class ReadyForServices {

    private static final int YES = 204;
    private static final int NO = 503;

    private final SmallRyeHealthReporter health;

    ReadyForServices(SmallRyeHealthReporter health) {
        this.health = health;
    }

    @GET
    public Uni<Response> ready() {
        return health.getReadinessAsync().map(SmallRyeHealth::getStatus)
                .map(status -> Response.status(Status.UP.equals(status) ? YES : NO).build());
    }
}
