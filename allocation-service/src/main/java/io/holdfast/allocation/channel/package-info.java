/** Channels: where a sale comes from, created and edited by the merchant. */
package io.holdfast.allocation.channel;
