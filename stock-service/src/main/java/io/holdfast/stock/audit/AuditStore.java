package io.holdfast.stock.counting;

import io.holdfast.stock.counting.AuditResource.Audit;
import io.holdfast.stock.counting.AuditResource.Difference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Compares levels with what they should be. Each comparison is one statement, so one snapshot: it can run beside orders. */
final class AuditStore {

    private static final String COUNT = "select count(*) from level where merchant = $1";
    private static final String LEVELS_AND_MOVEMENTS = """
            with moved as (
                select sku, location, sum(on_hand_change)::bigint as on_hand, sum(reserved_change)::bigint as reserved,
                    sum(committed_change)::bigint as committed, sum(incoming_change)::bigint as incoming
                from movement where merchant = $1 group by sku, location
            ), kept as (
                select sku, location, on_hand, reserved, committed, incoming from level where merchant = $1
            )
            select sku, location, v.value, coalesce(v.actual, 0) as actual, coalesce(v.expected, 0) as expected
            from kept full join moved using (sku, location),
            lateral (values ('onHand', kept.on_hand, moved.on_hand), ('reserved', kept.reserved, moved.reserved),
                ('committed', kept.committed, moved.committed), ('incoming', kept.incoming, moved.incoming))
                as v(value, actual, expected)
            where coalesce(v.actual, 0) <> coalesce(v.expected, 0) order by sku, location, v.value""";
    private static final String LEVELS_AND_ORDERS = """
            with held as (
                select sku, sum(reserved)::bigint as reserved, sum(committed)::bigint as committed, sum(backordered)::bigint as backordered
                from order_line where merchant = $1 and counted and open group by sku
            ), kept as (
                select i.sku, coalesce(sum(l.reserved), 0)::bigint as reserved, coalesce(sum(l.committed), 0)::bigint as committed, i.backordered
                from item i left join level l using (merchant, sku) where merchant = $1 group by i.merchant, i.sku
            )
            select sku, null as location, v.value, coalesce(v.actual, 0) as actual, coalesce(v.expected, 0) as expected
            from kept full join held using (sku),
            lateral (values ('reserved by orders', kept.reserved, held.reserved), ('committed to orders', kept.committed, held.committed),
                ('backordered by orders', kept.backordered, held.backordered)) as v(value, actual, expected)
            where coalesce(v.actual, 0) <> coalesce(v.expected, 0) order by sku, v.value""";

    private final Pool pool;

    AuditStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Audit> audit(String merchant) {
        return pool.preparedQuery(COUNT).execute(Tuple.of(merchant))
                .flatMap(count -> differences(LEVELS_AND_MOVEMENTS, merchant)
                        .flatMap(ledger -> differences(LEVELS_AND_ORDERS, merchant).map(orders -> {
                            List<Difference> all = new ArrayList<>(ledger);
                            all.addAll(orders);
                            return new Audit(count.iterator().next().getLong(0), all);
                        })));
    }

    private Uni<List<Difference>> differences(String query, String merchant) {
        return pool.preparedQuery(query).execute(Tuple.of(merchant)).map(rows -> {
            List<Difference> found = new ArrayList<>();
            rows.forEach(row -> found.add(new Difference(row.getString("sku"), row.getString("location"),
                    row.getString("value"), row.getLong("actual"), row.getLong("expected"))));
            return found;
        });
    }
}
