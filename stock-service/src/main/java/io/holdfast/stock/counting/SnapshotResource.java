package io.holdfast.stock.counting;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.service.Limits;
import io.holdfast.service.idempotency.KeptWithEffect;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.validation.Text;
import io.holdfast.stock.lane.Asking;
import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What another system says that there is: {@code /v1/stock/snapshots}. */
@Path("/v1/stock")
@Produces("application/json")
public class SnapshotResource {

    private static final String REQUIRED = "is required";
    private static final String COUNT = "must be 0 to 1000000000";

    private final Asking asking;
    private final CurrentCaller caller;

    SnapshotResource(Asking asking, CurrentCaller caller) {
        this.asking = asking;
        this.caller = caller;
    }

    /**
     * @param source the other system, for the reason that the ledger keeps
     * @param includesOpenOrders whether it has taken our open orders off its numbers
     */
    @Schema(name = "NewSnapshot")
    public record Request(@NotNull(message = REQUIRED) @Text(max = Limits.NAME_CODE_POINTS) String source,
            @NotNull(message = REQUIRED) Boolean includesOpenOrders,
            @NotNull(message = REQUIRED) @Size(min = 1, max = Limits.LINES_PER_ADJUSTMENT, message = "must have 1 to {max} lines")
            List<@Valid @NotNull(message = REQUIRED) Line> lines) {}

    /** The units of a SKU at a location. */
    @Schema(name = "SnapshotLine")
    public record Line(@NotNull(message = REQUIRED) @Text(max = Limits.SKU_CODE_POINTS) String sku,
            @NotNull(message = REQUIRED) @Text(max = Limits.CODE_CODE_POINTS) String location,
            @NotNull(message = REQUIRED) @Min(value = 0, message = COUNT) @Max(value = Limits.COUNT, message = COUNT) Long quantity) {}

    @POST
    @Path("/snapshots")
    @KeptWithEffect
    @Operation(operationId = "takeSnapshot", summary = "Takes over the numbers of another system")
    public Uni<AdjustmentResults> take(@Valid @NotNull(message = "must be a JSON object") Request request) {
        AdjustStock.To to = request.includesOpenOrders() ? AdjustStock.To.AVAILABLE : AdjustStock.To.ON_HAND;
        List<AdjustStock.Line> lines = request.lines().stream()
                .map(l -> new AdjustStock.Line(l.sku(), l.location(), to, l.quantity(), null)).toList();
        AdjustStock command = new AdjustStock(caller.merchant(), UuidCreator.getTimeOrderedEpoch(), lines, false,
                "snapshot of " + request.source(), caller.actor());
        return asking.submit(command).map(outcome -> AdjustmentResults.of((Outcome.Adjusted) outcome));
    }
}
