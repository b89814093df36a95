package io.holdfast.allocation.listing;

import java.time.Instant;

/** A listing as callers see it. */
record ListingView(String externalId, String sku, Instant createdAt) {

    static ListingView of(Listing listing) {
        return new ListingView(listing.externalId(), listing.sku(), listing.createdAt());
    }
}
