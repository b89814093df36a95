package io.holdfast.stock.order;

import io.holdfast.service.Limits;
import io.holdfast.service.validation.Text;
import io.holdfast.stock.wording.Line;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What integrators send about orders. */
final class OrderRequests {

    private OrderRequests() {}

    /** {@code POST /v1/orders}; {@code supersedes}: the order of an earlier attempt; {@code occurredAt} serves reports only. */
    @Schema(name = "NewOrder")
    record Place(@NotNull(message = Line.REQUIRED) @Text(max = Limits.CODE_CODE_POINTS) String channel,
            @NotNull(message = Line.REQUIRED) @Text(max = Limits.REFERENCE_CODE_POINTS) String reference,
            @NotNull(message = Line.REQUIRED) @Size(min = 1, max = Limits.LINES_PER_ORDER, message = Line.LINES)
            List<@Valid @NotNull(message = Line.REQUIRED) Line> lines,
            @Text(max = Limits.CODE_CODE_POINTS) String paymentMethod,
            Duration expiresIn,
            @Text(max = Limits.CODE_CODE_POINTS) String pickupAt,
            UUID supersedes,
            Instant occurredAt) {}

    /** {@code POST /v1/sales}. */
    @Schema(name = "NewSale")
    record Sale(@NotNull(message = Line.REQUIRED) @Text(max = Limits.CODE_CODE_POINTS) String channel,
            @NotNull(message = Line.REQUIRED) @Text(max = Limits.REFERENCE_CODE_POINTS) String reference,
            @NotNull(message = Line.REQUIRED) @Text(max = Limits.CODE_CODE_POINTS) String location,
            @NotNull(message = Line.REQUIRED) @Size(min = 1, max = Limits.LINES_PER_ORDER, message = Line.LINES)
            List<@Valid @NotNull(message = Line.REQUIRED) Line> lines,
            @Text(max = Limits.CODE_CODE_POINTS) String takeFrom) {}

    /** {@code …/payment}; {@code paidAt} serves reports only. */
    @Schema(name = "OrderPayment")
    record Payment(@NotNull(message = Line.REQUIRED) @Text(max = Limits.EVENT_ID_CODE_POINTS) String eventId, Instant paidAt) {}

    /** {@code …/payment-failure}. */
    @Schema(name = "OrderPaymentFailure")
    record Failure(@NotNull(message = Line.REQUIRED) @Text(max = Limits.EVENT_ID_CODE_POINTS) String eventId,
            @Text(max = Limits.REASON_CODE_POINTS) String reason) {}

    /** {@code …/cancellation}. */
    @Schema(name = "OrderCancellation")
    record Cancellation(@Text(max = Limits.EVENT_ID_CODE_POINTS) String eventId, @Text(max = Limits.REASON_CODE_POINTS) String reason) {}

    /** {@code …/fulfilments}; without lines: all that may leave. */
    @Schema(name = "OrderFulfilment")
    record Fulfilment(@Text(max = Limits.EVENT_ID_CODE_POINTS) String eventId,
            @Size(min = 1, max = Limits.LINES_PER_ORDER, message = Line.LINES) List<@Valid @NotNull(message = Line.REQUIRED) Line> lines) {}

    /** {@code …/refund}. */
    @Schema(name = "OrderRefund")
    record Refund(@Text(max = Limits.EVENT_ID_CODE_POINTS) String eventId) {}

    /** {@code …/returns}. */
    @Schema(name = "OrderReturn")
    record Return(@Text(max = Limits.EVENT_ID_CODE_POINTS) String eventId,
            @NotNull(message = Line.REQUIRED) @Size(min = 1, max = Limits.LINES_PER_ORDER, message = Line.LINES)
            List<@Valid @NotNull(message = Line.REQUIRED) ReturnLine> lines) {}

    /** Units that came back; {@code restock} is true unless it is said. */
    record ReturnLine(@NotNull(message = Line.REQUIRED) @Text(max = Limits.SKU_CODE_POINTS) String sku,
            @NotNull(message = Line.REQUIRED) @Min(value = 1, message = Line.QUANTITY) @Max(value = Limits.ORDER_QUANTITY, message = Line.QUANTITY) Long quantity,
            Boolean restock,
            @Text(max = Limits.CODE_CODE_POINTS) String location) {}
}
