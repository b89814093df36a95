package io.holdfast.catalog.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.catalog.product.VariantEdits.Edit;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.service.Limits;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.editing.MergePatch;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.peers.Peers.Peer;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.validation.PrintableText;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /v1/variants/{sku}}, the SKU percent-encoded; and many at once, {@code /v1/variants/bulk}. */
@Path("/v1/variants")
@Produces("application/json")
class VariantResource {

    private static final Set<String> READ_ONLY =
            Set.of("sku", "productId", "archived", "available", "note", "alert", "createdAt", "applied");

    private final CurrentCaller caller;
    private final VariantEdits edits;
    private final Listing listing;
    private final MergePatch patches;

    VariantResource(CurrentCaller caller, VariantEdits edits, Listing listing, MergePatch patches) {
        this.caller = caller;
        this.edits = edits;
        this.listing = listing;
        this.patches = patches;
    }

    /** Results in the order of the items. */
    @Schema(name = "VariantResults")
    record BulkAnswer(List<BulkEdit.Result> results, @JsonInclude(Include.NON_NULL) String applied) {}

    @GET
    @Path("{sku}")
    @Operation(operationId = "getVariant", summary = "One variant")
    public Uni<RestResponse<VariantView>> get(@RestPath String sku) {
        String merchant = caller.merchant();
        return listing.variant(merchant, possible(sku)).flatMap(variant -> view(merchant, new Applied<>(variant, false)));
    }

    @PATCH
    @Path("{sku}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @Operation(operationId = "changeVariant", summary = "Changes a variant")
    @RequestBodySchema(VariantFields.class)
    public Uni<RestResponse<VariantView>> patch(@RestPath String sku, @RestHeader("If-Match") String ifMatch, String body) {
        ObjectNode members = patches.read(body);
        return edit(sku, ifMatch, before -> patches.apply(before, members, VariantFields.class, READ_ONLY));
    }

    /** The whole of what can be edited: a member that is absent has its default. */
    @PUT
    @Path("{sku}")
    @Consumes("application/json")
    @Operation(operationId = "replaceVariant", summary = "Replaces what can be edited of a variant")
    @RequestBodySchema(VariantFields.class)
    public Uni<RestResponse<VariantView>> put(@RestPath String sku, @RestHeader("If-Match") String ifMatch, String body) {
        ObjectNode members = patches.read(body);
        return edit(sku, ifMatch, before -> patches.apply(VariantFields.blank(before.sku()), members, VariantFields.class, READ_ONLY));
    }

    @POST
    @Path("bulk")
    @Consumes("application/json")
    @Operation(operationId = "changeVariants", summary = "Changes many variants")
    @RequestBodySchema(BulkEdit.class)
    public Uni<BulkAnswer> bulk(String body) {
        BulkEdit bulk = BulkEdit.of(patches.read(body));
        List<Edit> items = bulk.items().stream().map(item -> new Edit(item.get("sku").textValue(), null,
                before -> patches.apply(before, item, VariantFields.class, READ_ONLY))).toList();
        return edits.make(caller.merchant(), items, bulk.atomic())
                .map(applied -> new BulkAnswer(applied.result().results(), applied.note()));
    }

    private Uni<RestResponse<VariantView>> edit(String sku, String ifMatch, UnaryOperator<VariantFields> change) {
        String merchant = caller.merchant();
        return edits.make(merchant, new Edit(possible(sku), ifMatch, change)).flatMap(applied -> view(merchant, applied));
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
