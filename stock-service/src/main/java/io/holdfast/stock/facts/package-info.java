/** What other services decide and stock must know: variants, channels and allocations, each kept by its version. */
package io.holdfast.stock.facts;
