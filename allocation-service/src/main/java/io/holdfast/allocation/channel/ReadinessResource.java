package io.holdfast.allocation.channel;

import io.holdfast.allocation.readiness.Heartbeats;
import io.holdfast.allocation.readiness.Readiness;
import io.holdfast.service.identity.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /v1/channels/{code}/readiness} and {@code …/heartbeat}. */
@Path("/v1/channels")
@Produces("application/json")
class ReadinessResource {

    private final CurrentCaller caller;
    private final KnownChannels channels;
    private final Readiness readiness;
    private final Heartbeats heartbeats;

    ReadinessResource(CurrentCaller caller, KnownChannels channels, Readiness readiness, Heartbeats heartbeats) {
        this.caller = caller;
        this.channels = channels;
        this.readiness = readiness;
        this.heartbeats = heartbeats;
    }

    @GET
    @Path("{code}/readiness")
    @Operation(operationId = "getReadiness", summary = "Whether a channel is ready")
    public Uni<Readiness.Report> readiness(@RestPath String code) {
        String merchant = caller.merchant();
        return channels.require(merchant, code).flatMap(channel -> readiness.of(merchant, channel));
    }

    @POST
    @Path("{code}/heartbeat")
    @Operation(operationId = "sendHeartbeat", summary = "The channel is alive")
    public Uni<Void> beat(@RestPath String code) {
        String merchant = caller.merchant();
        return channels.require(merchant, code).flatMap(channel -> heartbeats.beat(merchant, channel));
    }
}
