/** Allocations: created, edited and ended by the merchant; what they have drawn is the stock service's to say. */
package io.holdfast.allocation.allocation;
