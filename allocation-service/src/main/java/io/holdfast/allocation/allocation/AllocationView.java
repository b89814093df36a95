package io.holdfast.allocation.allocation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.holdfast.allocation.rules.AllocationTerms;
import io.holdfast.allocation.rules.Warning;
import io.holdfast.allocation.rules.Window;
import io.holdfast.service.peers.StockQuestions.Draw;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An allocation as callers see it.
 *
 * @param quantity units; null for {@code STOP}
 * @param state where its window stands at the moment of the answer
 * @param drawn units that orders have drawn, by the stock service at that moment; null if it could not be asked, and for {@code STOP}
 * @param remaining units that may still be drawn, likewise; a {@code BUFFER} is never drawn
 * @param warnings left out in lists
 * @param applied {@code "pending"} while the stock service has not applied the change that this answers
 */
record AllocationView(UUID id, String sku, String purpose, List<String> channels, Long quantity, String adjust, Instant startsAt,
        Instant endsAt, Window.State state, Long drawn, Long remaining, @JsonInclude(Include.NON_NULL) List<Warning> warnings,
        Instant createdAt, @JsonInclude(Include.NON_NULL) String applied) {

    /** @param draws by allocation; empty where the stock service could not be asked */
    static AllocationView of(Allocation allocation, Optional<Map<UUID, Draw>> draws, List<Warning> warnings, String applied) {
        AllocationTerms terms = allocation.terms();
        Draw draw = drawOf(allocation, draws);
        return new AllocationView(allocation.id(), terms.sku(), terms.purpose(), terms.channels(), terms.quantity(), terms.adjust(),
                terms.startsAt(), terms.endsAt(), terms.window().at(allocation.asOf()), draw == null ? null : draw.drawn(),
                draw == null ? null : draw.remaining(), warnings, allocation.createdAt(), applied);
    }

    private static Draw drawOf(Allocation allocation, Optional<Map<UUID, Draw>> draws) {
        AllocationTerms terms = allocation.terms();
        if (terms.stops() || terms.drawable() && draws.isEmpty()) {
            return null;
        }
        return draw(draws.orElse(Map.of()), allocation.id(), terms.quantity());
    }

    /** What the stock service has not heard of, nobody has drawn on. */
    static Draw draw(Map<UUID, Draw> draws, UUID id, long quantity) {
        return draws.getOrDefault(id, new Draw(id, 0, quantity));
    }
}
