/**
 * Commands on their way to the ledger: those that meet at the same SKU wait in one lane, and whenever the lane is free
 * everything that waits becomes one batch. Alone, a command goes at once; under load, batches grow by themselves.
 */
package io.holdfast.stock.lane;
