package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Book;
import io.holdfast.stock.ledger.ItemKey;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A book, and the versions that its rows had when they were read.
 *
 * @param shortOrders those that were short then
 * @param mayRise whether those who wait for its items were read too; only then may units be set free
 * @param locked whether its items are locked, in a transaction that whoever writes it commits; else the writing itself fails
 *     if one of them has changed since
 */
record VersionedBook(Book book, Map<ItemKey, Long> itemVersions, Map<UUID, Long> orderVersions, Set<UUID> shortOrders, boolean mayRise,
        boolean locked) {}
