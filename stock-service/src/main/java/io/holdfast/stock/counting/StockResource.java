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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Reading stock: {@code /v1/stock}. */
@Path("/v1/stock")
@Produces("application/json")
public class StockResource {

    private final ItemStore items;
    private final MovementStore movements;
    private final HolderStore holders;
    private final CurrentCaller caller;

    StockResource(ItemStore items, MovementStore movements, HolderStore holders, CurrentCaller caller) {
        this.items = items;
        this.movements = movements;
        this.holders = holders;
        this.caller = caller;
    }

    @GET
    @Path("/{sku}")
    @Operation(operationId = "getStock", summary = "The stock of one SKU")
    public Uni<StockView> get(@PathParam("sku") String sku) {
        return items.read(caller.merchant(), List.of(sku)).map(found -> found.items().stream().findFirst()
                .map(item -> StockView.of(item, found.version(item), null)).orElseThrow(() -> Problem.notFound("SKU", sku)));
    }

    @GET
    @Operation(operationId = "listStock", summary = "The stock of many SKUs")
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
    @Operation(operationId = "listMovements", summary = "The stock ledger of one SKU")
    public Uni<Page<MovementView>> movements(@PathParam("sku") String sku, @QueryParam("location") String location,
            @QueryParam("since") Instant since, @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        String merchant = caller.merchant();
        int size = Cursor.limit(limit);
        Long after = Cursor.decode(cursor, Long::valueOf);
        return items.read(merchant, List.of(sku)).flatMap(found -> {
            if (found.items().isEmpty()) {
                throw Problem.notFound("SKU", sku);
            }
            return movements.list(new MovementStore.Filter(merchant, sku, location, since, after), size + 1)
                    .map(rows -> Page.of(rows, size, MovementView::id));
        });
    }

    /** Which orders held units of the SKU at a moment, now if none is given: why it was sold out. */
    @GET
    @Path("/{sku}/holders")
    @Operation(operationId = "listHolders", summary = "Which orders hold units of one SKU")
    public Uni<Page<HolderStore.Holder>> holders(@PathParam("sku") String sku, @QueryParam("at") Instant at,
            @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        String merchant = caller.merchant();
        int size = Cursor.limit(limit);
        HolderStore.Place after = Cursor.decode(cursor, HolderStore.Place::read);
        return items.read(merchant, List.of(sku)).flatMap(found -> {
            if (found.items().isEmpty()) {
                throw Problem.notFound("SKU", sku);
            }
            return holders.at(merchant, sku, at, after, size + 1).map(rows -> Page.of(rows, size, HolderStore.Holder::place));
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
}
