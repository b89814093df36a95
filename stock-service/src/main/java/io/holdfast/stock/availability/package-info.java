/** What a channel may still sell, read at the moment of asking. */
package io.holdfast.stock.availability;
