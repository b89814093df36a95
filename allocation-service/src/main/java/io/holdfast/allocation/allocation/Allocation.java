package io.holdfast.allocation.allocation;

import io.holdfast.allocation.rules.AllocationTerms;
import io.holdfast.contracts.AllocationChanged;
import java.time.Instant;
import java.util.UUID;

/**
 * An allocation as it is stored.
 *
 * @param terms complete
 */
record Allocation(UUID id, AllocationTerms terms, long version, Instant createdAt) {

    /** The whole state, as other services are told it. */
    AllocationChanged told(boolean ended) {
        return new AllocationChanged(id, terms.sku(), terms.purpose(), terms.channels(), terms.quantity() == null ? 0 : terms.quantity(),
                terms.adjust(), null, null, ended, createdAt);
    }
}
