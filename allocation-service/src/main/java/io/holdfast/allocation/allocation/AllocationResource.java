package io.holdfast.allocation.allocation;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.allocation.rules.AllocationTerms;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.service.Limits;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
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

/** {@code /v1/allocations}. */
@Path("/v1/allocations")
@Produces("application/json")
class AllocationResource {

    private final CurrentCaller caller;
    private final Allocations allocations;
    private final AllocationReader reader;

    AllocationResource(CurrentCaller caller, Allocations allocations, AllocationReader reader) {
        this.caller = caller;
        this.allocations = allocations;
        this.reader = reader;
    }

    @POST
    @Operation(operationId = "createAllocation", summary = "Creates an allocation")
    public Uni<RestResponse<AllocationView>> create(@NotNull AllocationTerms request) {
        String merchant = caller.merchant();
        return allocations.create(merchant, request).flatMap(applied -> answer(RestResponse.Status.CREATED, merchant, applied))
                .map(answer -> answer.header("Location", "/v1/allocations/" + answer.build().getEntity().id()).build());
    }

    /** In the order of their creation. */
    @GET
    @Operation(operationId = "listAllocations", summary = "Allocations")
    public Uni<Page<AllocationView>> list(@RestQuery String sku, @RestQuery String channel, @RestQuery Integer limit, @RestQuery String cursor) {
        new Problem.Errors()
                .check(sku == null || holds(sku, Limits.SKU_CODE_POINTS), "?sku", rule(Limits.SKU_CODE_POINTS))
                .check(channel == null || holds(channel, Limits.CODE_CODE_POINTS), "?channel", rule(Limits.CODE_CODE_POINTS))
                .throwIfAny();
        return reader.page(caller.merchant(), Cursor.decode(cursor, UUID::fromString), sku, channel, Cursor.limit(limit));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getAllocation", summary = "One allocation")
    public Uni<RestResponse<AllocationView>> get(@RestPath String id) {
        String merchant = caller.merchant();
        return reader.find(merchant, id(id))
                .map(found -> found.orElseThrow(() -> Problem.notFound("allocation", id)))
                .flatMap(allocation -> answer(RestResponse.Status.OK, merchant, new Applied<>(allocation, false)))
                .map(ResponseBuilder::build);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @Operation(operationId = "changeAllocation", summary = "Changes an allocation")
    @RequestBodySchema(AllocationTerms.class)
    public Uni<RestResponse<AllocationView>> patch(@RestPath String id, @RestHeader("If-Match") String ifMatch, String body) {
        String merchant = caller.merchant();
        return allocations.patch(merchant, id(id), ifMatch, body)
                .flatMap(applied -> answer(RestResponse.Status.OK, merchant, applied))
                .map(ResponseBuilder::build);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "endAllocation", summary = "Ends an allocation")
    public Uni<RestResponse<Map<String, String>>> end(@RestPath String id, @RestHeader("If-Match") String ifMatch) {
        return allocations.end(caller.merchant(), id(id), ifMatch).map(applied -> applied.pending()
                ? RestResponse.status(RestResponse.Status.ACCEPTED, Map.of("applied", applied.note()))
                : RestResponse.noContent());
    }

    private Uni<ResponseBuilder<AllocationView>> answer(RestResponse.Status status, String merchant, Applied<Allocation> applied) {
        return reader.view(merchant, applied)
                .map(view -> ResponseBuilder.create(status, view).header("ETag", ETags.of(applied.result().version())));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("allocation", text);
        }
    }
}
