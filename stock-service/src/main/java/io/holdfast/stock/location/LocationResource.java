package io.holdfast.stock.location;

import io.holdfast.service.Limits;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.editing.MergePatch;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Parts;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.validation.Text;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /v1/locations}. */
@Path("/v1/locations")
@Produces("application/json")
public class LocationResource {

    private static final String REQUIRED = "is required";

    private final LocationStore store;
    private final MergePatch patches;
    private final Parts parts;
    private final CurrentCaller caller;

    LocationResource(LocationStore store, MergePatch patches, Parts parts, CurrentCaller caller) {
        this.store = store;
        this.patches = patches;
        this.parts = parts;
        this.caller = caller;
    }

    /** What a location is. */
    public enum Kind { WAREHOUSE, SHOP, ONLINE }

    /** As it is told, and as it is created. */
    public record Location(@NotNull(message = REQUIRED) @Text(max = Limits.CODE_CODE_POINTS) String code,
            @NotNull(message = REQUIRED) @Text(max = Limits.NAME_CODE_POINTS) String name,
            @NotNull(message = REQUIRED) Kind kind) {}

    /** What may be changed. */
    @Schema(name = "LocationChange")
    record Edit(@NotNull(message = REQUIRED) @Text(max = Limits.NAME_CODE_POINTS) String name, @NotNull(message = REQUIRED) Kind kind) {}

    @POST
    @Operation(operationId = "createLocation", summary = "Creates a location")
    @APIResponseSchema(Location.class)
    public Uni<Response> create(@Valid @NotNull(message = "must be a JSON object") Location location) {
        return store.create(caller.merchant(), location).map(created -> switch (created) {
            case CREATED -> Response.status(Response.Status.CREATED).header("Location", "/v1/locations/" + encoded(location.code()))
                    .entity(location).header("ETag", ETags.of(1)).build();
            case TAKEN -> throw Problem.conflict("code-taken", "The code is taken", "There is a location \"" + location.code() + "\" already.");
            case TOO_MANY -> throw Problem.conflict("too-many-locations", "Too many locations",
                    "A merchant may have up to " + Limits.LOCATIONS_PER_MERCHANT + " locations.");
        });
    }

    @GET
    @Operation(operationId = "listLocations", summary = "All locations")
    public Uni<Page<Location>> list() {
        return store.list(caller.merchant()).map(all -> new Page<>(all, null));
    }

    @GET
    @Path("/{code}")
    @Operation(operationId = "getLocation", summary = "One location")
    public Uni<RestResponse<Location>> get(@PathParam("code") String code) {
        return store.get(caller.merchant(), code).map(found -> answer(found.orElseThrow(() -> Problem.notFound("location", code))));
    }

    /** A merge patch; the code is accepted, as GET gives it, and stays. */
    @PATCH
    @Path("/{code}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @Operation(operationId = "changeLocation", summary = "Changes a location")
    @RequestBodySchema(Edit.class)
    public Uni<RestResponse<Location>> change(@PathParam("code") String code, @RestHeader("If-Match") String ifMatch, String patch) {
        return store.change(caller.merchant(), code, before -> {
            ETags.require(ifMatch, before.version());
            Location known = before.location();
            Edit after = parts.valid(patches.apply(new Edit(known.name(), known.kind()), patch, Edit.class, Set.of("code")));
            return new Location(known.code(), after.name(), after.kind());
        }).map(found -> answer(found.orElseThrow(() -> Problem.notFound("location", code))));
    }

    private static RestResponse<Location> answer(LocationStore.Versioned found) {
        return ResponseBuilder.ok(found.location()).header("ETag", ETags.of(found.version())).build();
    }

    private static String encoded(String code) {
        return URLEncoder.encode(code, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
