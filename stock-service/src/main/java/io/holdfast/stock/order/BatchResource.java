package io.holdfast.stock.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.service.Limits;
import io.holdfast.service.idempotency.Once;
import io.holdfast.service.identity.Caller;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.problem.Parts;
import io.holdfast.stock.ledger.Outcome;
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
import java.util.stream.IntStream;
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
    private final Once once;

    BatchResource(NewOrders orders, Parts parts, CurrentCaller caller, Once once) {
        this.orders = orders;
        this.parts = parts;
        this.caller = caller;
        this.once = once;
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
        Caller by = caller.get();
        by.requireMerchant();
        List<JsonNode> orders = request.orders();
        List<Uni<Result>> results = IntStream.range(0, orders.size()).mapToObj(i -> place(by, orders.get(i), i + 1)).toList();
        // All of them are under way before the first is waited for, so that they meet in the lanes. Which of two orders of one
        // batch comes first is decided there: those of one SKU as given, others beside each other.
        return Uni.join().all(results).andFailFast().map(Answer::new).invoke(this::forget);
    }

    /** An answer that says "try again" is not the one to be given again; the orders that were decided are, each under its part of the key. */
    private void forget(Answer answer) {
        if (once.current() != null && answer.results().stream().anyMatch(result -> result.status() >= 500 || result.status() == 429)) {
            once.current().forget();
        }
    }

    private Uni<Result> place(Caller by, JsonNode order, int part) {
        String reference = order == null ? null : order.path("reference").textValue();
        return Uni.createFrom().deferred(() -> place(by, parts.read(order, OrderRequests.Place.class), part))
                .map(done -> new Result(reference, NewOrders.status(done), OrderView.of(done.order()), null))
                .onFailure().recoverWithItem(failure -> {
                    var problem = Parts.problem(failure);
                    return new Result(reference, problem.status(), null, problem.document());
                });
    }

    private Uni<Outcome.Done> place(Caller by, OrderRequests.Place request, int part) {
        by.requireChannel(request.channel());
        return orders.place(by.merchant(), by.actor(), request, part);
    }
}
