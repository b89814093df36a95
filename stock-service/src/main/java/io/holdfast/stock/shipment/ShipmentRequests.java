package io.holdfast.stock.shipment;

import io.holdfast.service.Limits;
import io.holdfast.service.validation.Text;
import io.holdfast.stock.wording.Line;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What integrators send about units on their way. */
final class ShipmentRequests {

    private ShipmentRequests() {}

    /** {@code POST /v1/transfers}. */
    @Schema(name = "NewTransfer")
    record Transfer(@NotNull(message = Line.REQUIRED) @Text(max = Limits.CODE_CODE_POINTS) String from,
            @NotNull(message = Line.REQUIRED) @Text(max = Limits.CODE_CODE_POINTS) String to,
            LocalDate expectedOn,
            @Text(max = Limits.REFERENCE_CODE_POINTS) String reference,
            @NotNull(message = Line.REQUIRED) @Size(min = 1, max = Limits.LINES_PER_ORDER, message = Line.LINES)
            List<@Valid @NotNull(message = Line.REQUIRED) Line> lines) {}

    /** {@code POST /v1/inbound}. */
    @Schema(name = "NewInbound")
    record Inbound(@NotNull(message = Line.REQUIRED) @Text(max = Limits.CODE_CODE_POINTS) String location,
            @NotNull(message = Line.REQUIRED) LocalDate expectedOn,
            @Text(max = Limits.REFERENCE_CODE_POINTS) String reference,
            @NotNull(message = Line.REQUIRED) @Size(min = 1, max = Limits.LINES_PER_ORDER, message = Line.LINES)
            List<@Valid @NotNull(message = Line.REQUIRED) Line> lines) {}

    /**
     * {@code …/receipts}; {@code close}: nothing more will come, and what is outstanding is missing. Without lines: everything that is
     * outstanding arrived, or, with {@code close}, nothing.
     */
    @Schema(name = "NewReceipt")
    record Receipt(@Size(max = Limits.LINES_PER_ORDER, message = "must have up to {max} lines")
            List<@Valid @NotNull(message = Line.REQUIRED) Line> lines, Boolean close) {}
}
