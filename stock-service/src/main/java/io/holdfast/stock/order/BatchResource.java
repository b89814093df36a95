package io.holdfast.stock.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.service.Limits;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.problem.Parts;
import io.holdfast.stock.wording.Line;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Many orders in one call, each with its own outcome: {@code /v1/orders/batch}. */
@Path("/v1/orders")
@Produces("application/json")
public class BatchResource {

    private static final String ORDERS = "must have 1 to {max} orders";

    private final NewOrders orders;
    private final Parts parts;
    private final CurrentCaller caller;

    BatchResource(NewOrders orders, Parts parts, CurrentCaller caller) {
        this.orders = orders;
        this.parts = parts;
        this.caller = caller;
    }

    /** Orders as they came: one of a bad form harms no other. */
    @Schema(name = "NewOrders")
    record Request(@NotNull(message = Line.REQUIRED) @Size(min = 1, max = Limits.ORDERS_PER_BATCH, message = ORDERS) List<JsonNode> orders) {}

    /** What would have been the answer to the order alone; {@code reference} as it was sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "OrderResult")
    record Result(String reference, int status, OrderView order, Map<String, Object> problem) {}

    /** Results in the order of the orders. */
    @Schema(name = "OrderResults")
    record Answer(List<Result> results) {}

    @POST
    @Path("/batch")
    @Operation(operationId = "placeOrders", summary = "Places many orders")
    public Uni<Answer> place(@Valid @NotNull(message = "must be a JSON object") Request request) {
        String merchant = caller.merchant();
        String actor = caller.actor();
        List<Uni<Result>> results = request.orders().stream().map(order -> place(merchant, actor, order)).toList();
        // All of them are under way before the first is waited for, so that they meet in the lanes. Which of two orders of one
        // batch comes first is decided there: those of one SKU as given, others beside each other.
        return Uni.join().all(results).andFailFast().map(Answer::new);
    }

    private Uni<Result> place(String merchant, String actor, JsonNode order) {
        String reference = order == null ? null : order.path("reference").textValue();
        return Uni.createFrom().deferred(() -> orders.place(merchant, actor, parts.read(order, OrderRequests.Place.class)))
                .map(done -> new Result(reference, NewOrders.status(done), OrderView.of(done.order()), null))
                .onFailure().recoverWithItem(failure -> {
                    var problem = Parts.problem(failure);
                    return new Result(reference, problem.status(), null, problem.document());
                });
    }
}
