package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Book;
import io.holdfast.stock.ledger.ItemKey;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A book with its rows locked, and the versions that its rows had.
 *
 * @param shortOrders those that were short when they were read
 * @param mayRise whether those who wait for its items were read too; only then may units be set free
 */
record HeldBook(Book book, Map<ItemKey, Long> itemVersions, Map<UUID, Long> orderVersions, Set<UUID> shortOrders, boolean mayRise) {}
