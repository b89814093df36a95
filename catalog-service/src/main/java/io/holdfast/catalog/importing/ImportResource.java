package io.holdfast.catalog.importing;

import io.holdfast.service.idempotency.KeptWithEffect;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /v1/imports}. */
@Path("/v1/imports")
@Produces("application/json")
class ImportResource {

    private final CurrentCaller caller;
    private final Upload upload;
    private final ImportStore imports;

    ImportResource(CurrentCaller caller, Upload upload, ImportStore imports) {
        this.caller = caller;
        this.upload = upload;
        this.imports = imports;
    }

    @Schema(name = "ImportStarted")
    record Accepted(UUID id) {}

    /** The body is read as it comes, which blocks: not on the event loop. Whatever charset the header claims, it must be UTF-8. */
    @POST
    @Consumes("text/csv")
    @Blocking
    @KeptWithEffect(streamed = true)
    @Operation(operationId = "startImport", summary = "Imports a file of variants and counts")
    public RestResponse<Accepted> begin(InputStream body) throws IOException {
        UUID id = upload.receive(caller.merchant(), body);
        return ResponseBuilder.create(RestResponse.Status.ACCEPTED, new Accepted(id)).header("Location", "/v1/imports/" + id).build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getImport", summary = "How far an import is")
    public Uni<Import> get(@RestPath String id) {
        return imports.find(caller.merchant(), id(id)).map(found -> found.orElseThrow(() -> Problem.notFound("import", id)));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("import", text);
        }
    }
}
