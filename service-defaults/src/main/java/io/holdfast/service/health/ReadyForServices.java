package io.holdfast.service.health;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Whether this service is ready, told to the gateway, which tells everybody. The management port is not for services. */
@Path("/internal/ready")
class ReadyForServices {

    private static final int YES = 204;
    private static final int NO = 503;

    private final ReadyNow now;

    ReadyForServices(ReadyNow now) {
        this.now = now;
    }

    @GET
    public Uni<Response> ready() {
        return now.ask().map(ready -> Response.status(ready ? YES : NO).build());
    }
}
