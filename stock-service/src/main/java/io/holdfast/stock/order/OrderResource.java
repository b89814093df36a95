package io.holdfast.stock.order;

import io.holdfast.service.idempotency.KeptWithEffect;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.holdfast.stock.ledger.Order;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Placing and reading orders: {@code /v1/orders}. */
@Path("/v1/orders")
@Produces("application/json")
public class OrderResource {

    private static final String BODY = "must be a JSON object";

    private final NewOrders orders;
    private final OrderStore store;
    private final CurrentCaller caller;

    OrderResource(NewOrders orders, OrderStore store, CurrentCaller caller) {
        this.orders = orders;
        this.store = store;
        this.caller = caller;
    }

    @POST
    @KeptWithEffect
    @Operation(operationId = "placeOrder", summary = "Places an order")
    @APIResponseSchema(OrderView.class)
    public Uni<Response> place(@Valid @NotNull(message = BODY) OrderRequests.Place request) {
        caller.get().requireChannel(request.channel());
        return orders.place(caller.merchant(), caller.actor(), request, 0).map(NewOrders::answer);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getOrder", summary = "One order")
    public Uni<OrderView> get(@PathParam("id") UUID id) {
        return store.get(caller.merchant(), id).map(order -> order.map(OrderView::of)
                .orElseThrow(() -> Problem.notFound("order", id)));
    }

    /** A channel key sees the orders of its channel, whatever it asks for. */
    @GET
    @Operation(operationId = "listOrders", summary = "Orders")
    public Uni<Page<OrderView>> list(@QueryParam("state") String state, @QueryParam("channel") String channel,
            @QueryParam("reference") String reference, @QueryParam("sku") String sku,
            @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        int size = Cursor.limit(limit);
        if (channel != null && !caller.get().mayUse(channel)) {
            return Uni.createFrom().item(new Page<>(List.of(), null));
        }
        String own = caller.get().channel();
        OrderStore.Filter filter = new OrderStore.Filter(caller.merchant(), state(state), own == null ? channel : own, reference, sku, Cursor.decode(cursor, UUID::fromString));
        return store.list(filter, size + 1).map(orders -> Page.of(orders, size, Order::id).map(OrderView::of));
    }

    private static Order.State state(String state) {
        try {
            return state == null ? null : Order.State.valueOf(state);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("?state", "must be one of " + List.of(Order.State.values()));
        }
    }
}
