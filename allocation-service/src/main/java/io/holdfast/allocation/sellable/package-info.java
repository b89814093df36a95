/** What channels were told they may sell: the newest value per channel and SKU, in the order of each channel's stream. */
package io.holdfast.allocation.sellable;
