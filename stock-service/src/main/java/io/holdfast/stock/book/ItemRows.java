package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.ItemKey;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Items with their levels and allocations, a row each, for the book and for those who only read. */
public final class ItemRows {

    /** Columns of {@code item i}, with what hangs on it as JSON. */
    static final String COLUMNS = """
            i.merchant, i.sku, i.tracking, i.in_stock, i.archived, i.backordered, i.version, i.told,
            case when i.bundle then (select json_agg(json_build_object('sku', c.sku, 'quantity', c.quantity) order by c.sku)
                from bundle_component c where c.merchant = i.merchant and c.bundle = i.sku)::text end as components,
            (select json_object_agg(l.location, json_build_object('onHand', l.on_hand, 'reserved', l.reserved, 'committed', l.committed,
                    'incoming', l.incoming) order by l.location)
                from level l where l.merchant = i.merchant and l.sku = i.sku)::text as levels,
            (select json_agg(json_build_object('id', a.id, 'purpose', a.purpose, 'members', a.members, 'quantity', a.quantity,
                    'adjust', a.adjust, 'window', json_build_object('from', extract(epoch from a.starts_at), 'until', extract(epoch from a.ends_at)), 'drawn', a.drawn,
                    'position', (extract(epoch from a.created_at) * 1000000)::bigint) order by a.created_at, a.id)
                from allocation a where a.merchant = i.merchant and a.sku = i.sku and not a.ended)::text as allocations""";
    private static final String ASKED = " from (select unnest($1::text[]) as merchant, unnest($2::text[]) as sku) as k join item i using (merchant, sku)";
    /** Items by key ($1 merchants, $2 SKUs), in key order. */
    public static final String ITEMS = "select " + COLUMNS + ASKED + " order by i.merchant, i.sku";
    /** The one lock of all that concerns these SKUs; what they are is read once it is held. */
    static final String LOCK = "select" + ASKED + " order by i.merchant, i.sku for no key update of i";

    private ItemRows() {}

    public static List<Item> read(Iterable<Row> rows) {
        List<Item> read = new ArrayList<>();
        rows.forEach(row -> read.add(item(row)));
        return read;
    }

    public static Map<ItemKey, Long> versions(Iterable<Row> items) {
        Map<ItemKey, Long> versions = new HashMap<>();
        items.forEach(row -> versions.put(key(row), row.getLong("version")));
        return versions;
    }

    private static Item item(Row row) {
        return new Item(key(row), Item.Tracking.valueOf(row.getString("tracking")), row.getBoolean("in_stock"), row.getBoolean("archived"),
                LedgerJson.components(row.getString("components")), LedgerJson.levels(row.getString("levels")),
                LedgerJson.allocations(row.getString("allocations")), row.getLong("backordered"), LedgerJson.told(row.getString("told")));
    }

    private static ItemKey key(Row row) {
        return new ItemKey(row.getString("merchant"), row.getString("sku"));
    }
}
