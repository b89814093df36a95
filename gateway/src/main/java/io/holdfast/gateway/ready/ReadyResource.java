package io.holdfast.gateway.ready;

import io.holdfast.gateway.ready.Readiness.State;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whether the suite can be used; open to everybody. */
@Path("/ready")
@Produces("application/json")
class ReadyResource {

    private static final int RETRY_AFTER_SECONDS = 1;

    private final Readiness readiness;

    ReadyResource(Readiness readiness) {
        this.readiness = readiness;
    }

    /** What is ready, by service. */
    record Ready(boolean ready, Map<String, State> services) {}

    @GET
    @Operation(operationId = "ready", summary = "Whether every part is ready")
    public Uni<Ready> ready() {
        return readiness.states().map(states -> {
            List<String> down = states.keySet().stream().filter(name -> states.get(name) == State.DOWN).toList();
            if (!down.isEmpty()) {
                throw Problem.unavailable("Not ready: " + String.join(", ", down) + ".", RETRY_AFTER_SECONDS)
                        .with("ready", false).with("services", states);
            }
            return new Ready(true, states);
        });
    }
}
