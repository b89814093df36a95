package io.holdfast.allocation.allocation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.holdfast.allocation.rules.AllocationTerms;
import io.holdfast.allocation.rules.Warning;
import io.holdfast.service.peers.StockQuestions.Draw;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An allocation as callers see it.
 *
 * @param quantity units set aside; null for {@code STOP}
 * @param drawn units that orders have drawn, by the stock service at that moment; null if it could not be asked, and for {@code STOP}
 * @param remaining units that may still be drawn, likewise
 * @param warnings left out in lists
 * @param applied {@code "pending"} while the stock service has not applied the change that this answers
 */
record AllocationView(UUID id, String sku, String purpose, List<String> channels, Long quantity, String adjust, Long drawn, Long remaining,
        @JsonInclude(Include.NON_NULL) List<Warning> warnings, Instant createdAt, @JsonInclude(Include.NON_NULL) String applied) {

    /** @param draws by allocation; empty where the stock service could not be asked */
    static AllocationView of(Allocation allocation, Optional<Map<UUID, Draw>> draws, List<Warning> warnings, String applied) {
        AllocationTerms terms = allocation.terms();
        Draw draw = terms.reserves() && draws.isPresent() ? draw(draws.get(), allocation.id(), terms.quantity()) : null;
        return new AllocationView(allocation.id(), terms.sku(), terms.purpose(), terms.channels(), terms.quantity(), terms.adjust(),
                draw == null ? null : draw.drawn(), draw == null ? null : draw.remaining(), warnings, allocation.createdAt(), applied);
    }

    /** What the stock service has not heard of, nobody has drawn on. */
    static Draw draw(Map<UUID, Draw> draws, UUID id, long quantity) {
        return draws.getOrDefault(id, new Draw(id, 0, quantity));
    }
}
