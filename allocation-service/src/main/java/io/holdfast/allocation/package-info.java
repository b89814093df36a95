/** Channels and allocations: who sells what, and what is allowed to whom; the stock service enforces it. */
package io.holdfast.allocation;
