package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Allocation;
import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.ItemKey;
import io.holdfast.stock.ledger.Level;
import io.vertx.mutiny.sqlclient.Row;
import java.time.temporal.ChronoUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items with their levels and allocations, for the book and for those who only read. */
public final class ItemRows {

    /** Items by key ($1 merchants, $2 SKUs), in key order. */
    public static final String ITEMS = """
            select i.merchant, i.sku, i.tracking, i.in_stock, i.archived, i.backordered, i.version, i.told, case when i.bundle then
                (select json_agg(json_build_object('sku', c.sku, 'quantity', c.quantity) order by c.sku)
                from bundle_component c where c.merchant = i.merchant and c.bundle = i.sku)::text end as components
            from unnest($1::text[], $2::text[]) as k(merchant, sku) join item i using (merchant, sku)
            order by i.merchant, i.sku""";
    /**
     * The same, locked: the one lock of all that concerns these SKUs. What a bundle is made of is told as it was before the wait
     * for the lock; it is read again once that is held.
     */
    static final String LOCKED_ITEMS = ITEMS + " for no key update of i";
    public static final String LEVELS = """
            select l.merchant, l.sku, l.location, l.on_hand, l.reserved, l.committed, l.incoming
            from unnest($1::text[], $2::text[]) as k(merchant, sku) join level l using (merchant, sku)
            order by l.merchant, l.sku, l.location""";
    public static final String ALLOCATIONS = """
            select a.merchant, a.sku, a.id, a.purpose, a.members, a.quantity, a.adjust, a.starts_at, a.ends_at, a.drawn, a.created_at
            from unnest($1::text[], $2::text[]) as k(merchant, sku) join allocation a using (merchant, sku)
            where not a.ended order by a.created_at, a.id""";

    private ItemRows() {}

    public static List<Item> read(Iterable<Row> items, Iterable<Row> levels, Iterable<Row> allocations) {
        Map<ItemKey, Map<String, Level>> levelsOf = new HashMap<>();
        levels.forEach(row -> levelsOf.computeIfAbsent(key(row), k -> new LinkedHashMap<>()).put(row.getString("location"), level(row)));
        Map<ItemKey, List<Allocation>> allocationsOf = new HashMap<>();
        allocations.forEach(row -> allocationsOf.computeIfAbsent(key(row), k -> new ArrayList<>()).add(allocation(row)));
        List<Item> read = new ArrayList<>();
        for (Row row : items) {
            ItemKey key = key(row);
            read.add(new Item(key, Item.Tracking.valueOf(row.getString("tracking")), row.getBoolean("in_stock"),
                    row.getBoolean("archived"), LedgerJson.components(row.getString("components")), levelsOf.getOrDefault(key, Map.of()),
                    allocationsOf.getOrDefault(key, List.of()), row.getLong("backordered"), LedgerJson.told(row.getString("told"))));
        }
        return read;
    }

    public static Map<ItemKey, Long> versions(Iterable<Row> items) {
        Map<ItemKey, Long> versions = new HashMap<>();
        items.forEach(row -> versions.put(key(row), row.getLong("version")));
        return versions;
    }

    private static ItemKey key(Row row) {
        return new ItemKey(row.getString("merchant"), row.getString("sku"));
    }

    private static Level level(Row row) {
        return new Level(row.getLong("on_hand"), row.getLong("reserved"), row.getLong("committed"), row.getLong("incoming"));
    }

    private static Allocation allocation(Row row) {
        Instant created = row.getOffsetDateTime("created_at").toInstant();
        return new Allocation(row.getUUID("id"), Allocation.Purpose.valueOf(row.getString("purpose")),
                List.of(row.getArrayOfStrings("members")), row.getLong("quantity"),
                Allocation.Adjust.valueOf(row.getString("adjust")),
                new Allocation.Window(Columns.instant(row.getOffsetDateTime("starts_at")), Columns.instant(row.getOffsetDateTime("ends_at"))),
                row.getLong("drawn"),
                ChronoUnit.MICROS.between(Instant.EPOCH, created));
    }
}
