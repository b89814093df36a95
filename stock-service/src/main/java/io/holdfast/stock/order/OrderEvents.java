package io.holdfast.stock.order;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.service.idempotency.KeptWithEffect;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.stock.lane.Asking;
import io.holdfast.stock.ledger.CancelOrder;
import io.holdfast.stock.ledger.FailPayment;
import io.holdfast.stock.ledger.FulfilOrder;
import io.holdfast.stock.ledger.OrderCommand;
import io.holdfast.stock.ledger.PayOrder;
import io.holdfast.stock.ledger.RefundOrder;
import io.holdfast.stock.ledger.ReturnUnits;
import io.holdfast.stock.wording.Line;
import io.holdfast.stock.wording.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What happens to an order after it was placed: {@code /v1/orders/{id}/…}. */
@Path("/v1/orders")
@Produces("application/json")
public class OrderEvents {

    private static final String BODY = "must be a JSON object";

    private final Asking asking;
    private final CurrentCaller caller;

    OrderEvents(Asking asking, CurrentCaller caller) {
        this.asking = asking;
        this.caller = caller;
    }

    @POST
    @Path("/{id}/payment")
    @KeptWithEffect
    @Operation(operationId = "payOrder", summary = "The order was paid")
    public Uni<OrderView> pay(@PathParam("id") UUID id, @Valid @NotNull(message = BODY) OrderRequests.Payment event) {
        return submit(new PayOrder(caller.merchant(), id, event.eventId(), caller.actor()));
    }

    @POST
    @Path("/{id}/payment-failure")
    @KeptWithEffect
    @Operation(operationId = "failPayment", summary = "The payment of the order failed")
    public Uni<OrderView> fail(@PathParam("id") UUID id, @Valid @NotNull(message = BODY) OrderRequests.Failure event) {
        return submit(new FailPayment(caller.merchant(), id, event.eventId(), event.reason(), caller.actor()));
    }

    @POST
    @Path("/{id}/cancellation")
    @KeptWithEffect
    @Operation(operationId = "cancelOrder", summary = "Cancels an order")
    public Uni<OrderView> cancel(@PathParam("id") UUID id, @Valid OrderRequests.Cancellation event) {
        OrderRequests.Cancellation given = event != null ? event : new OrderRequests.Cancellation(null, null);
        return submit(new CancelOrder(caller.merchant(), id, eventId(given.eventId()), given.reason(), caller.actor()));
    }

    @POST
    @Path("/{id}/fulfilments")
    @KeptWithEffect
    @Operation(operationId = "fulfilOrder", summary = "Units of the order leave")
    public Uni<OrderView> fulfil(@PathParam("id") UUID id, @Valid OrderRequests.Fulfilment event) {
        OrderRequests.Fulfilment given = event != null ? event : new OrderRequests.Fulfilment(null, null);
        return submit(new FulfilOrder(caller.merchant(), id, eventId(given.eventId()), Line.wanted(given.lines()), caller.actor()));
    }

    @POST
    @Path("/{id}/refund")
    @KeptWithEffect
    @Operation(operationId = "refundOrder", summary = "The order was refunded")
    public Uni<OrderView> refund(@PathParam("id") UUID id, @Valid OrderRequests.Refund event) {
        return submit(new RefundOrder(caller.merchant(), id, eventId(event == null ? null : event.eventId()), caller.actor()));
    }

    @POST
    @Path("/{id}/returns")
    @KeptWithEffect
    @Operation(operationId = "returnUnits", summary = "Units of the order came back")
    public Uni<OrderView> takeBack(@PathParam("id") UUID id, @Valid @NotNull(message = BODY) OrderRequests.Return event) {
        List<ReturnUnits.Line> lines = event.lines().stream().map(l -> new ReturnUnits.Line(l.sku(), l.quantity(),
                !Boolean.FALSE.equals(l.restock()), l.location())).toList();
        return submit(new ReturnUnits(caller.merchant(), id, eventId(event.eventId()), lines, caller.actor()));
    }

    private Uni<OrderView> submit(OrderCommand command) {
        return asking.submit(command).map(outcome -> OrderView.of(Refusals.done(outcome).order()));
    }

    /** An event without an id can't be repeated by its sender, but may be by us after a lost connection. */
    private static String eventId(String given) {
        return given != null ? given : "own:" + UuidCreator.getTimeOrderedEpoch();
    }
}
