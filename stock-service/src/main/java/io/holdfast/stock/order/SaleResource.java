package io.holdfast.stock.order;

import io.holdfast.service.idempotency.KeptWithEffect;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.stock.ledger.SellOverCounter;
import io.holdfast.stock.wording.Line;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Selling over the counter: {@code /v1/sales}. */
@Path("/v1/sales")
@Produces("application/json")
public class SaleResource {

    private final NewOrders orders;
    private final CurrentCaller caller;

    SaleResource(NewOrders orders, CurrentCaller caller) {
        this.orders = orders;
        this.caller = caller;
    }

    @POST
    @KeptWithEffect
    @Operation(operationId = "sellOverCounter", summary = "Sells over the counter")
    @APIResponseSchema(OrderView.class)
    public Uni<Response> sell(@Valid @NotNull(message = "must be a JSON object") OrderRequests.Sale request) {
        caller.get().requireChannel(request.channel());
        SellOverCounter command = new SellOverCounter(caller.merchant(), NewOrders.newId(), request.channel(), request.reference(),
                Content.of(request), request.location(), request.takeFrom(), Line.wanted(request.lines()), caller.actor());
        Map<String, String> places = new HashMap<>(Map.of(request.location(), "/location"));
        if (request.takeFrom() != null) {
            places.putIfAbsent(request.takeFrom(), "/takeFrom");
        }
        return orders.submit(command, command.lines(), places, 0).map(NewOrders::answer);
    }
}
