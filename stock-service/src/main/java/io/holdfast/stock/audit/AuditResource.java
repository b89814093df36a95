package io.holdfast.stock.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.service.identity.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /v1/stock/audit}: whether every level is the sum of its movements, and every held unit belongs to an order. */
@Path("/v1/stock")
@Produces("application/json")
public class AuditResource {

    private final Auditing auditing;
    private final CurrentCaller caller;

    AuditResource(Auditing auditing, CurrentCaller caller) {
        this.auditing = auditing;
        this.caller = caller;
    }

    /** {@code checked}: levels looked at; {@code repaired}: how many of the differences were mended, where that was asked for. */
    public record Audit(long checked, List<Difference> differences, @JsonInclude(JsonInclude.Include.NON_NULL) Integer repaired) {}

    @POST
    @Path("/audit")
    @Operation(operationId = "auditStock", summary = "Compares every level with its movements")
    public Uni<Audit> audit(@QueryParam("repair") Boolean repair) {
        return auditing.audit(caller.merchant(), Boolean.TRUE.equals(repair) ? caller.actor() : null);
    }
}
