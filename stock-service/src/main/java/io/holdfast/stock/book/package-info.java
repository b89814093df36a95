/**
 * The ledger's book on PostgreSQL: what a batch needs is locked and read, decided in memory, and written set-based,
 * in one transaction. The rules are the ledger's; here is only how they stay true when many decide at once.
 */
package io.holdfast.stock.book;
