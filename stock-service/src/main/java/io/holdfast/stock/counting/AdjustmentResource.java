package io.holdfast.stock.counting;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.service.Limits;
import io.holdfast.service.idempotency.KeptWithEffect;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.validation.Text;
import io.holdfast.stock.lane.Asking;
import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Changing stock by hand: {@code /v1/stock/adjustments}. */
@Path("/v1/stock")
@Produces("application/json")
public class AdjustmentResource {

    private static final String REQUIRED = "is required";

    private final Asking asking;
    private final CurrentCaller caller;

    AdjustmentResource(Asking asking, CurrentCaller caller) {
        this.asking = asking;
        this.caller = caller;
    }

    /** {@code atomic}: all lines or none. */
    @Schema(name = "NewAdjustment")
    public record Request(@NotNull(message = REQUIRED) @Text(max = Limits.REASON_CODE_POINTS) String reason, Boolean atomic,
            @NotNull(message = REQUIRED) @Size(min = 1, max = Limits.LINES_PER_ADJUSTMENT, message = "must have 1 to {max} lines")
            List<@Valid @NotNull(message = REQUIRED) Line> lines) {}

    /** Either {@code delta} or {@code count}, the latter perhaps with {@code expectedOnHand}. */
    @Schema(name = "AdjustmentLine")
    public record Line(@NotNull(message = REQUIRED) @Text(max = Limits.SKU_CODE_POINTS) String sku,
            @NotNull(message = REQUIRED) @Text(max = Limits.CODE_CODE_POINTS) String location,
            Long delta, Long count, Long expectedOnHand) {}

    @POST
    @Path("/adjustments")
    @KeptWithEffect
    @Operation(operationId = "adjustStock", summary = "Changes or counts stock")
    public Uni<AdjustmentResults> adjust(@Valid @NotNull(message = "must be a JSON object") Request request) {
        check(request.lines());
        boolean atomic = Boolean.TRUE.equals(request.atomic());
        List<AdjustStock.Line> lines = request.lines().stream().map(l ->
                l.delta() != null
                        ? new AdjustStock.Line(l.sku(), l.location(), AdjustStock.To.CHANGED_BY, l.delta(), null)
                        : new AdjustStock.Line(l.sku(), l.location(), AdjustStock.To.COUNTED, l.count(), l.expectedOnHand())).toList();
        AdjustStock command = new AdjustStock(caller.merchant(), UuidCreator.getTimeOrderedEpoch(), lines, atomic,
                request.reason(), caller.actor());
        return asking.submit(command).map(outcome -> AdjustmentResults.of((Outcome.Adjusted) outcome));
    }

    private static void check(List<Line> lines) {
        Problem.Errors errors = new Problem.Errors();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            String at = "/lines/" + i;
            errors.check((line.delta() == null) != (line.count() == null), at, "must have either \"delta\" or \"count\"");
            errors.check(line.delta() == null || line.delta() != 0 && line.delta() >= -Limits.DELTA && line.delta() <= Limits.DELTA,
                    at + "/delta", "must be -" + Limits.DELTA + " to " + Limits.DELTA + ", and not 0");
            errors.check(line.count() == null || line.count() >= 0 && line.count() <= Limits.COUNT,
                    at + "/count", "must be 0 to " + Limits.COUNT);
            errors.check(line.expectedOnHand() == null || line.count() != null, at + "/expectedOnHand", "goes with \"count\"");
        }
        errors.throwIfAny();
    }
}
