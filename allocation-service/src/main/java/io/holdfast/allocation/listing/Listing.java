package io.holdfast.allocation.listing;

import java.time.Instant;

/** What a channel calls a SKU. */
record Listing(String externalId, String sku, long version, Instant createdAt) {}
