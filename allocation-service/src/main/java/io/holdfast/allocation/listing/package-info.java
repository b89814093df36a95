/** Listings: what each channel calls our SKUs, and which variants it has none of. */
package io.holdfast.allocation.listing;
