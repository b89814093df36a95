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

/** Units from one location to another: {@code /v1/transfers}. */
@Path(TransferResource.PATH)
@Produces("application/json")
public class TransferResource {

    static final String PATH = "/v1/transfers";

    private final Shipments shipments;

    TransferResource(Shipments shipments) {
        this.shipments = shipments;
    }

    @POST
    @KeptWithEffect
    @Operation(operationId = "sendTransfer", summary = "Sends units to another location")
    @APIResponseSchema(ShipmentView.class)
    public Uni<Response> send(@Valid @NotNull(message = "must be a JSON object") ShipmentRequests.Transfer request) {
        return shipments.transfer(PATH, request);
    }

    @GET
    @Operation(operationId = "listTransfers", summary = "Transfers")
    public Uni<Page<ShipmentView>> list(@QueryParam("open") Boolean open, @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return shipments.list(true, open, limit, cursor);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getTransfer", summary = "One transfer")
    public Uni<ShipmentView> get(@PathParam("id") UUID id) {
        return shipments.get(true, id);
    }

    @POST
    @Path("/{id}/receipts")
    @KeptWithEffect
    @Operation(operationId = "receiveTransfer", summary = "Units of the transfer arrived")
    public Uni<ShipmentView> receive(@PathParam("id") UUID id, @Valid ShipmentRequests.Receipt request) {
        return shipments.receive(true, id, request);
    }
}
