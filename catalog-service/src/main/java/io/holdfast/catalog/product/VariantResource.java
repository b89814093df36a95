package io.holdfast.catalog.product;

import io.holdfast.messaging.Changes.Applied;
import io.holdfast.service.Limits;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.peers.Peers.Peer;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.validation.PrintableText;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /v1/variants/{sku}}; the SKU percent-encoded. */
@Path("/v1/variants/{sku}")
class VariantResource {

    private final CurrentCaller caller;
    private final Products products;
    private final Listing listing;

    VariantResource(CurrentCaller caller, Products products, Listing listing) {
        this.caller = caller;
        this.products = products;
        this.listing = listing;
    }

    @GET
    public Uni<RestResponse<VariantView>> get(@RestPath String sku) {
        String merchant = caller.merchant();
        return listing.variant(merchant, possible(sku)).flatMap(variant -> view(merchant, new Applied<>(variant, false)));
    }

    @PATCH
    @Consumes({"application/json", "application/merge-patch+json"})
    public Uni<RestResponse<VariantView>> patch(@RestPath String sku, @RestHeader("If-Match") String ifMatch, String body) {
        String merchant = caller.merchant();
        return products.patchVariant(merchant, possible(sku), ifMatch, body).flatMap(applied -> view(merchant, applied));
    }

    private Uni<RestResponse<VariantView>> view(String merchant, Applied<Variant> applied) {
        Variant variant = applied.result();
        return listing.levels(merchant, List.of(variant), applied.late().contains(Peer.STOCK))
                .map(levels -> ResponseBuilder.ok(VariantView.of(variant, levels, applied.note()))
                        .header("ETag", ETags.of(variant.version())).build());
    }

    /** What no SKU can be, no variant has. */
    private static String possible(String sku) {
        if (!PrintableText.holds(sku, Limits.SKU_CODE_POINTS)) {
            throw Problem.notFound("variant", sku);
        }
        return sku;
    }
}
