package io.holdfast.stock.shipment;

import io.holdfast.service.idempotency.KeptWithEffect;
import io.holdfast.service.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Units that come from outside: {@code /v1/inbound}. */
@Path(InboundResource.PATH)
public class InboundResource {

    static final String PATH = "/v1/inbound";

    private final Shipments shipments;

    InboundResource(Shipments shipments) {
        this.shipments = shipments;
    }

    @POST
    @KeptWithEffect
    public Uni<Response> announce(@Valid @NotNull(message = "must be a JSON object") ShipmentRequests.Inbound request) {
        return shipments.announce(PATH, request);
    }

    @GET
    public Uni<Page<ShipmentView>> list(@QueryParam("open") Boolean open, @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return shipments.list(false, open, limit, cursor);
    }

    @GET
    @Path("/{id}")
    public Uni<ShipmentView> get(@PathParam("id") UUID id) {
        return shipments.get(false, id);
    }

    @POST
    @Path("/{id}/receipts")
    @KeptWithEffect
    public Uni<ShipmentView> receive(@PathParam("id") UUID id, @Valid ShipmentRequests.Receipt request) {
        return shipments.receive(false, id, request);
    }
}
