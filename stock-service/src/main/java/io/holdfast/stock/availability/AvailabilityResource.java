package io.holdfast.stock.availability;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.holdfast.stock.counting.ItemStore;
import io.holdfast.stock.counting.StockResource;
import io.holdfast.stock.ledger.Channel;
import io.holdfast.stock.ledger.Explanation;
import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.Offer;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /v1/channels/{code}/availability}. */
@Path("/v1/channels/{code}/availability")
@Produces("application/json")
public class AvailabilityResource {

    private final ItemStore items;
    private final CurrentCaller caller;

    AvailabilityResource(ItemStore items, CurrentCaller caller) {
        this.items = items;
        this.caller = caller;
    }

    /** {@code sellable}: units; null where nothing is counted and it can be sold; {@code status} says so in words where nothing is counted. */
    public record Availability(String sku, Long sellable, @JsonInclude(JsonInclude.Include.NON_NULL) String status,
            long version, Instant asOf) {}

    @GET
    @Operation(operationId = "listAvailability", summary = "What a channel may sell")
    public Uni<Page<Availability>> list(@PathParam("code") String code, @QueryParam("sku") List<String> skus,
            @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        String merchant = caller.merchant();
        int size = Cursor.limit(limit);
        if (skus != null && !skus.isEmpty()) {
            StockResource.checkSize(skus);
            return items.read(merchant, skus).map(found -> new Page<>(of(code, found), null));
        }
        return items.skus(merchant, Cursor.decode(cursor), size + 1)
                .map(found -> Page.of(found, size, sku -> sku))
                .flatMap(page -> items.read(merchant, page.items()).map(found -> new Page<>(of(code, found), page.nextCursor())));
    }

    @GET
    @Path("/{sku}/explanation")
    @Operation(operationId = "explainAvailability", summary = "Why a channel may sell that much")
    public Uni<ExplanationView> explain(@PathParam("code") String code, @PathParam("sku") String sku) {
        return items.read(caller.merchant(), List.of(sku)).map(found -> {
            Channel channel = channel(code, found);
            Item item = found.items().stream().findFirst().orElseThrow(() -> Problem.notFound("SKU", sku));
            Explanation explanation = Explanation.of(found.stock(), item, channel, found.merchant(), found.asOf());
            return ExplanationView.of(code, sku, explanation, found.version(item), found.asOf());
        });
    }

    private static Channel channel(String code, ItemStore.Snapshot found) {
        Channel channel = found.merchant().channels().get(code);
        if (channel == null) {
            throw Problem.notFound("channel", code);
        }
        return channel;
    }

    static List<Availability> of(String code, ItemStore.Snapshot found) {
        Channel channel = channel(code, found);
        return found.items().stream().filter(item -> !item.isArchived()).map(item -> of(item, channel, found)).toList();
    }

    private static Availability of(Item item, Channel channel, ItemStore.Snapshot found) {
        Offer offer = found.offer(item, channel);
        boolean byHand = offer.isUnlimited() || !item.isCounted();
        return new Availability(item.key().sku(), offer.isUnlimited() ? null : (Long) offer.sellable(),
                !byHand ? null : offer.isUnlimited() ? "IN_STOCK" : "OUT_OF_STOCK", found.version(item), found.asOf());
    }
}
