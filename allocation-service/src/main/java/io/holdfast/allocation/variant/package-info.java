/** Variants as the catalogue said last: which SKUs there are, and what a bundle takes. */
package io.holdfast.allocation.variant;
