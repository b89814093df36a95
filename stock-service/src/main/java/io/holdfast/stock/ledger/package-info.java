/**
 * The rules of stock, and nothing else: what a command does to levels, allocations and orders, decided in memory.
 * Whoever wants to know when a unit is promised reads this package; it knows neither HTTP, nor SQL, nor a clock.
 *
 * <p>A {@link io.holdfast.stock.ledger.Book} holds what a batch of commands needs, locked. Each
 * {@link io.holdfast.stock.ledger.Command} decides against it in turn and leaves in it what changed.
 */
package io.holdfast.stock.ledger;
