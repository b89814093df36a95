/** Channels are told what they may sell also when nothing was sold: a window began or ended, or somebody edited a fact. */
package io.holdfast.stock.telling;
