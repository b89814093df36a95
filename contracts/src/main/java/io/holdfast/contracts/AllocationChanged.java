package io.holdfast.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An allocation as the merchant set it; subject: its id. What it has drawn is counted by the stock service.
 *
 * @param purpose {@code RESERVE}, {@code PRESELL}, {@code BUFFER} or {@code STOP}
 * @param channels codes of its members, in the order given
 * @param quantity units; 0 for {@code STOP}
 * @param adjust {@code FOLLOW} or {@code USE_AVAILABLE}
 * @param startsAt in force from then on; null: from its creation
 * @param endsAt in force until before then; null: until it is deleted
 * @param ended true once it was deleted
 */
public record AllocationChanged(UUID id, String sku, String purpose, List<String> channels, long quantity,
        String adjust, Instant startsAt, Instant endsAt, boolean ended, Instant createdAt) {}
