/** What a channel and an allocation may look like, and how allocations of one SKU go together; plain Java, decided without looking anything up. */
package io.holdfast.allocation.rules;
