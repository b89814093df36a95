package io.holdfast.stock.order;

import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** An order's own stock history: {@code /v1/orders/{id}/history}. */
@Path("/v1/orders")
@Produces("application/json")
public class HistoryResource {

    private final HistoryStore store;
    private final CurrentCaller caller;

    HistoryResource(HistoryStore store, CurrentCaller caller) {
        this.store = store;
        this.caller = caller;
    }

    private record Numbered(int number, HistoryView line) {}

    /** History only grows at its end, so its lines are numbered for paging. */
    @GET
    @Path("/{id}/history")
    @Operation(operationId = "getOrderHistory", summary = "What happened to an order and its units")
    public Uni<Page<HistoryView>> history(@PathParam("id") UUID id, @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        int size = Cursor.limit(limit);
        Integer after = Cursor.decode(cursor, Integer::valueOf);
        int first = after == null ? 0 : Math.max(0, after + 1);
        return store.read(caller.merchant(), id).map(found -> {
            List<HistoryView> lines = found.orElseThrow(() -> Problem.notFound("order", id));
            List<Numbered> page = IntStream.range(first, Math.max(first, Math.min(lines.size(), first + size + 1)))
                    .mapToObj(i -> new Numbered(i, lines.get(i))).toList();
            return Page.of(page, size, Numbered::number).map(Numbered::line);
        });
    }
}
