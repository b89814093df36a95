package io.holdfast.stock.counting;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One line of the stock ledger as the API tells it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MovementView(long id, Instant at, String kind, String location, Units change, Units after, UUID order,
        String reason, String actor) {

    /** The four values. */
    @Schema(name = "MovedUnits")
    public record Units(long onHand, long reserved, long committed, long incoming) {}
}
