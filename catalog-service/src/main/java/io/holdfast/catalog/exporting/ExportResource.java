package io.holdfast.catalog.exporting;

import io.holdfast.catalog.counted.StockCounts;
import io.holdfast.catalog.product.Variant;
import io.holdfast.catalog.product.VariantBooks;
import io.holdfast.service.Limits;
import io.holdfast.service.identity.CurrentCaller;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** {@code /v1/exports}. */
@Path("/v1/exports")
@Produces("application/json")
class ExportResource {

    private final CurrentCaller caller;
    private final VariantBooks books;
    private final StockCounts counts;

    /** A page on its way: where the next one begins. */
    private static final class Place {
        private String after;
        private boolean ended;
    }

    ExportResource(CurrentCaller caller, VariantBooks books, StockCounts counts) {
        this.caller = caller;
        this.books = books;
        this.counts = counts;
    }

    /** A page is read once the one before has gone out, so that any number of variants takes the memory of one. */
    @GET
    @Path("inventory.csv")
    @Produces("text/csv")
    @Operation(operationId = "exportInventory", summary = "All variants and their stock as a file")
    public RestMulti<String> inventory() {
        String merchant = caller.merchant();
        Multi<String> pages = Multi.createBy().repeating().uni(Place::new, place -> page(merchant, place)).until(String::isEmpty);
        return RestMulti.fromMultiData(pages).withDemand(1)
                .header("Content-Disposition", "attachment; filename=\"inventory.csv\"").build();
    }

    /** The header comes with the first page: what fails before anything was sent is told as a problem. */
    private Uni<String> page(String merchant, Place place) {
        if (place.ended) {
            return Uni.createFrom().item("");
        }
        String header = place.after == null ? InventoryLines.header() : "";
        return books.after(merchant, place.after, Limits.LONGEST_PAGE).flatMap(variants -> {
            place.ended = variants.size() < Limits.LONGEST_PAGE;
            if (variants.isEmpty()) {
                return Uni.createFrom().item(header);
            }
            List<String> skus = variants.stream().map(Variant::sku).toList();
            place.after = skus.get(skus.size() - 1);
            return counts.onHand(merchant, skus).map(onHand -> header + InventoryLines.of(variants, onHand));
        });
    }
}
