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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Units that come from outside: {@code /v1/inbound}. */
@Path(InboundResource.PATH)
@Produces("application/json")
public class InboundResource {

    static final String PATH = "/v1/inbound";

    private final Shipments shipments;

    InboundResource(Shipments shipments) {
        this.shipments = shipments;
    }

    @POST
    @KeptWithEffect
    @Operation(operationId = "announceInbound", summary = "Announces a delivery from outside")
    @APIResponseSchema(ShipmentView.class)
    public Uni<Response> announce(@Valid @NotNull(message = "must be a JSON object") ShipmentRequests.Inbound request) {
        return shipments.announce(PATH, request);
    }

    @GET
    @Operation(operationId = "listInbound", summary = "Deliveries from outside")
    public Uni<Page<ShipmentView>> list(@QueryParam("open") Boolean open, @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return shipments.list(false, open, limit, cursor);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getInbound", summary = "One delivery from outside")
    public Uni<ShipmentView> get(@PathParam("id") UUID id) {
        return shipments.get(false, id);
    }

    @POST
    @Path("/{id}/receipts")
    @KeptWithEffect
    @Operation(operationId = "receiveInbound", summary = "Units of the delivery arrived")
    public Uni<ShipmentView> receive(@PathParam("id") UUID id, @Valid ShipmentRequests.Receipt request) {
        return shipments.receive(false, id, request);
    }
}
