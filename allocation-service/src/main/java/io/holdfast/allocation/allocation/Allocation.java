package io.holdfast.allocation.allocation;

import io.holdfast.allocation.rules.AllocationTerms;
import io.holdfast.allocation.rules.Membership.Pot;
import io.holdfast.contracts.AllocationChanged;
import java.time.Instant;
import java.util.UUID;

/**
 * An allocation as it is stored.
 *
 * @param terms complete
 * @param asOf when it was read or written, by the database's clock
 */
record Allocation(UUID id, AllocationTerms terms, long version, Instant createdAt, Instant asOf) {

    static Allocation created(UUID id, AllocationTerms terms, Instant now) {
        return new Allocation(id, terms, 1, now, now);
    }

    /** The same with other terms, and the version that they make. */
    Allocation edited(AllocationTerms after, Instant now) {
        return new Allocation(id, after, version + 1, createdAt, now);
    }

    Pot pot() {
        return new Pot(id, terms.channels(), terms.window());
    }

    /** The whole state, as other services are told it. */
    AllocationChanged told(boolean ended) {
        return new AllocationChanged(id, terms.sku(), terms.purpose(), terms.channels(), terms.quantity() == null ? 0 : terms.quantity(),
                terms.adjust(), terms.startsAt(), terms.endsAt(), ended, createdAt);
    }
}
