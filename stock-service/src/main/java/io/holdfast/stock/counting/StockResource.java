package io.holdfast.stock.counting;

import io.holdfast.service.Limits;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;

/** Reading stock: {@code /v1/stock}. */
@Path("/v1/stock")
public class StockResource {

    private final ItemStore items;
    private final MovementStore movements;
    private final CurrentCaller caller;

    StockResource(ItemStore items, MovementStore movements, CurrentCaller caller) {
        this.items = items;
        this.movements = movements;
        this.caller = caller;
    }

    @GET
    @Path("/{sku}")
    public Uni<StockView> get(@PathParam("sku") String sku) {
        return items.read(caller.merchant(), List.of(sku)).map(found -> found.items().stream().findFirst()
                .map(item -> StockView.of(item, found.version(item), null)).orElseThrow(() -> Problem.notFound("SKU", sku)));
    }

    @GET
    public Uni<Page<StockView>> list(@QueryParam("sku") List<String> skus, @QueryParam("location") String location,
            @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        String merchant = caller.merchant();
        int size = Cursor.limit(limit);
        if (skus != null && !skus.isEmpty()) {
            checkSize(skus);
            return items.read(merchant, skus).map(found -> new Page<>(views(found, location), null));
        }
        return items.skus(merchant, Cursor.decode(cursor), size + 1)
                .map(found -> Page.of(found, size, sku -> sku))
                .flatMap(page -> items.read(merchant, page.items()).map(found -> new Page<>(views(found, location), page.nextCursor())));
    }

    @GET
    @Path("/{sku}/movements")
    public Uni<Page<MovementView>> movements(@PathParam("sku") String sku, @QueryParam("location") String location,
            @QueryParam("since") Instant since, @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        String merchant = caller.merchant();
        int size = Cursor.limit(limit);
        Long after = after(cursor);
        return items.read(merchant, List.of(sku)).flatMap(found -> {
            if (found.items().isEmpty()) {
                throw Problem.notFound("SKU", sku);
            }
            return movements.list(new MovementStore.Filter(merchant, sku, location, since, after), size + 1)
                    .map(rows -> Page.of(rows, size, MovementView::id));
        });
    }

    private static List<StockView> views(ItemStore.Snapshot found, String location) {
        return found.items().stream().map(item -> StockView.of(item, found.version(item), location)).toList();
    }

    public static void checkSize(List<String> skus) {
        if (skus.size() > Limits.LONGEST_PAGE) {
            throw Problem.invalid("?sku", "may be given up to " + Limits.LONGEST_PAGE + " times");
        }
    }

    private static Long after(String cursor) {
        try {
            return cursor == null ? null : Long.valueOf(Cursor.decode(cursor));
        } catch (NumberFormatException e) {
            throw Problem.invalid("?cursor", "must be a nextCursor that was given with a page");
        }
    }
}
