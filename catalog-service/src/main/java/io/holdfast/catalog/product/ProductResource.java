package io.holdfast.catalog.product;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.messaging.Changes.Applied;
import io.holdfast.service.Limits;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.peers.Peers.Peer;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /v1/products}. */
@Path("/v1/products")
@Produces("application/json")
class ProductResource {

    private final CurrentCaller caller;
    private final Products products;
    private final Listing listing;

    ProductResource(CurrentCaller caller, Products products, Listing listing) {
        this.caller = caller;
        this.products = products;
        this.listing = listing;
    }

    @POST
    @Operation(operationId = "createProduct", summary = "Creates a product with its variants")
    public Uni<RestResponse<ProductView>> create(@NotNull NewProduct request) {
        String merchant = caller.merchant();
        return products.create(merchant, request).flatMap(applied -> view(merchant, applied)).map(created ->
                ResponseBuilder.create(RestResponse.Status.CREATED, created.getEntity())
                        .header("Location", "/v1/products/" + created.getEntity().id())
                        .header("ETag", created.getHeaders().getFirst("ETag")).build());
    }

    @GET
    @Operation(operationId = "listProducts", summary = "Products with their variants")
    public Uni<Page<ProductView>> list(@RestQuery String q, @RestQuery String alert, @RestQuery String tracking,
            @RestQuery Integer limit, @RestQuery String cursor) {
        Problem.Errors errors = new Problem.Errors()
                .check(q == null || holds(q, Limits.NAME_CODE_POINTS), "?q", rule(Limits.NAME_CODE_POINTS))
                .check(alert == null || alert.equals("low"), "?alert", "must be \"low\"")
                .check(tracking == null || tracking.equals(VariantFields.QUANTITY) || tracking.equals(VariantFields.STATUS), "?tracking",
                        "must be \"QUANTITY\" or \"STATUS\"");
        errors.throwIfAny();
        UUID after = Cursor.decode(cursor, UUID::fromString);
        return listing.page(caller.merchant(), new ProductFilter(after, tracking, alert != null, q, Cursor.limit(limit)));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getProduct", summary = "One product")
    public Uni<RestResponse<ProductView>> get(@RestPath String id) {
        String merchant = caller.merchant();
        return listing.product(merchant, id(id)).flatMap(product -> view(merchant, new Applied<>(product, false)));
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @Operation(operationId = "changeProduct", summary = "Changes a product")
    @RequestBodySchema(ProductFields.class)
    public Uni<RestResponse<ProductView>> patch(@RestPath String id, @RestHeader("If-Match") String ifMatch, String body) {
        String merchant = caller.merchant();
        return products.patch(merchant, id(id), ifMatch, body).flatMap(applied -> view(merchant, applied));
    }

    @PUT
    @Path("{id}")
    @Consumes("application/json")
    @Operation(operationId = "replaceProduct", summary = "Replaces what can be edited of a product")
    @RequestBodySchema(ProductFields.class)
    public Uni<RestResponse<ProductView>> put(@RestPath String id, @RestHeader("If-Match") String ifMatch, String body) {
        String merchant = caller.merchant();
        return products.put(merchant, id(id), ifMatch, body).flatMap(applied -> view(merchant, applied));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "archiveProduct", summary = "Archives a product")
    public Uni<RestResponse<Map<String, String>>> archive(@RestPath String id, @RestHeader("If-Match") String ifMatch) {
        return products.archive(caller.merchant(), id(id), ifMatch).map(applied -> applied.pending()
                ? RestResponse.status(RestResponse.Status.ACCEPTED, Map.of("applied", applied.note()))
                : RestResponse.noContent());
    }

    private Uni<RestResponse<ProductView>> view(String merchant, Applied<Product> applied) {
        Product product = applied.result();
        return listing.levels(merchant, product.variants(), applied.late().contains(Peer.STOCK))
                .map(levels -> ResponseBuilder.ok(ProductView.of(product, levels, applied.note()))
                        .header("ETag", ETags.of(product.version())).build());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("product", text);
        }
    }
}
