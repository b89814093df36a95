package io.holdfast.stock.audit;

import io.holdfast.stock.ledger.Level;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads what is kept twice, for some SKUs of a merchant ($1, $2). What an order holds stands in the parts of its lines; all
 * else is compared with these. A line that shipped whole holds nothing, so it is left out.
 */
final class AuditStore {

    static final String SKUS = """
            select i.sku, (select count(*) from level l where l.merchant = i.merchant and l.sku = i.sku) as levels
            from item i where i.merchant = $1 and ($2::text is null or i.sku > $2) order by i.sku limit $3""";

    private static final String PARTS = """
            with named as (
                select l.order_id, l.sku from unnest($2::text[]) as n(sku) join order_line l on l.merchant = $1 and l.sku = n.sku
                union
                select p.order_id, p.line_sku from unnest($2::text[]) as n(sku) join order_part p on p.merchant = $1 and p.sku = n.sku
            ), part as (
                select l.order_id, l.sku as line_sku, x.part ->> 'sku' as sku, x.part -> 'holds' as holds,
                    (x.part ->> 'backordered')::bigint as backordered
                from named n join order_line l on l.merchant = $1 and l.order_id = n.order_id and l.sku = n.sku,
                    lateral jsonb_array_elements(l.parts::jsonb) as x(part)
                where l.open and l.fulfilled < l.quantity and (x.part ->> 'counted')::boolean and x.part ->> 'sku' = any($2::text[])
            ), hold as (
                select p.order_id, p.line_sku, p.sku, h.hold ->> 'location' as location,
                    (h.hold ->> 'reserved')::bigint as reserved, (h.hold ->> 'committed')::bigint as committed
                from part p, lateral jsonb_array_elements(p.holds) as h(hold) where h.hold ->> 'location' is not null
            )
            """;

    private static final String PLACES = PARTS + """
            , held as (
                select sku, location, sum(reserved)::bigint as reserved, sum(committed)::bigint as committed
                from hold group by sku, location
            ), kept as (
                select sku, location, on_hand, reserved, committed, incoming
                from level where merchant = $1 and sku = any($2::text[])
            ), moved as (
                select sku, location, sum(on_hand_change)::bigint as on_hand, sum(reserved_change)::bigint as reserved,
                    sum(committed_change)::bigint as committed, sum(incoming_change)::bigint as incoming
                from movement where merchant = $1 and sku = any($2::text[]) group by sku, location
            ), coming as (
                select l.sku, s.to_location as location, sum(l.quantity - l.received - l.missing)::bigint as incoming
                from shipment s join shipment_line l on l.merchant = s.merchant and l.shipment_id = s.id
                where s.merchant = $1 and not s.closed and l.sku = any($2::text[]) group by l.sku, s.to_location
            )
            select sku, location, kept.on_hand is not null as is_kept, kept.on_hand, kept.reserved, kept.committed, kept.incoming,
                coalesce(moved.on_hand, 0) as moved_on_hand, coalesce(moved.reserved, 0) as moved_reserved,
                coalesce(moved.committed, 0) as moved_committed, coalesce(moved.incoming, 0) as moved_incoming,
                coalesce(held.reserved, 0) as held_reserved, coalesce(held.committed, 0) as held_committed,
                coalesce(coming.incoming, 0) as coming
            from kept full join moved using (sku, location) full join held using (sku, location) full join coming using (sku, location)
            where (coalesce(kept.on_hand, 0), coalesce(kept.reserved, 0), coalesce(kept.committed, 0), coalesce(kept.incoming, 0))
                    <> (coalesce(moved.on_hand, 0), coalesce(moved.reserved, 0), coalesce(moved.committed, 0), coalesce(moved.incoming, 0))
                or coalesce(kept.reserved, 0) <> coalesce(held.reserved, 0)
                or coalesce(kept.committed, 0) <> coalesce(held.committed, 0)
                or coalesce(kept.incoming, 0) <> coalesce(coming.incoming, 0)
            order by sku, location""";

    private static final String WAITING = PARTS + """
            select i.sku, i.backordered as actual, coalesce(w.units, 0) as expected
            from item i left join (select sku, sum(backordered)::bigint as units from part group by sku) w using (sku)
            where i.merchant = $1 and i.sku = any($2::text[]) and i.backordered <> coalesce(w.units, 0) order by i.sku""";

    /** The columns beside the parts, which finding lines by what they hold relies on. */
    private static final String LINES = PARTS + """
            , told as (
                select p.order_id, p.line_sku, p.sku, p.backordered, coalesce(sum(h.reserved), 0)::bigint as reserved,
                    coalesce(sum(h.committed), 0)::bigint as committed
                from part p left join hold h using (order_id, line_sku, sku) group by p.order_id, p.line_sku, p.sku, p.backordered
            ), kept as (
                select t.order_id, t.sku, l.reserved, l.committed, l.backordered
                from told t join order_line l on l.merchant = $1 and l.order_id = t.order_id and l.sku = t.line_sku and l.counted
                where t.sku = t.line_sku
                union all
                select t.order_id, t.sku, p.reserved, p.committed, p.backordered
                from told t join order_part p on p.merchant = $1 and p.order_id = t.order_id and p.line_sku = t.line_sku and p.sku = t.sku
            ), sums as (
                select order_id, sku, sum(reserved)::bigint as reserved, sum(committed)::bigint as committed,
                    sum(backordered)::bigint as backordered from told group by order_id, sku
            ), kept_sums as (
                select order_id, sku, sum(reserved)::bigint as reserved, sum(committed)::bigint as committed,
                    sum(backordered)::bigint as backordered from kept group by order_id, sku
            )
            select t.order_id, t.sku, v.value, v.actual, v.expected from sums t join kept_sums k using (order_id, sku),
            lateral (values ('reserved in the line', k.reserved, t.reserved), ('committed in the line', k.committed, t.committed),
                ('backordered in the line', k.backordered, t.backordered)) as v(value, actual, expected)
            where v.actual <> v.expected order by t.sku, t.order_id, v.value""";

    private static final String DRAWN = """
            with named as (
                select l.order_id, l.sku from unnest($2::text[]) as n(sku)
                join order_line l on l.merchant = $1 and l.sku = n.sku where l.draws <> '[]'
                union
                select p.order_id, p.line_sku from unnest($2::text[]) as n(sku) join order_part p on p.merchant = $1 and p.sku = n.sku
            ), drawn as (
                select (d.draw ->> 'allocation')::uuid as id, sum((d.draw ->> 'quantity')::bigint)::bigint as units
                from named n join order_line l on l.merchant = $1 and l.order_id = n.order_id and l.sku = n.sku,
                    lateral jsonb_array_elements(l.draws::jsonb) as d(draw)
                where l.draws <> '[]' group by 1
            )
            select a.sku, a.id, a.drawn as actual, coalesce(d.units, 0) as expected
            from allocation a left join drawn d using (id)
            where a.merchant = $1 and a.sku = any($2::text[]) and not a.ended and a.drawn <> coalesce(d.units, 0) order by a.sku, a.id""";

    private AuditStore() {}

    /** What is wrong with some SKUs. */
    record Findings(List<Place> places, List<Difference> waiting, List<Difference> lines, List<Difference> drawn) {

        List<Difference> all() {
            List<Difference> all = new ArrayList<>();
            places.forEach(place -> all.addAll(place.differences()));
            all.addAll(waiting);
            all.addAll(lines);
            all.addAll(drawn);
            return all;
        }
    }

    /** All four comparisons, sent together. */
    static Uni<Findings> read(SqlConnection connection, String merchant, List<String> skus) {
        Tuple of = Tuple.of(merchant, skus.toArray(String[]::new));
        return Uni.join().all(connection.preparedQuery(PLACES).execute(of), connection.preparedQuery(WAITING).execute(of),
                connection.preparedQuery(LINES).execute(of), connection.preparedQuery(DRAWN).execute(of)).andCollectFailures()
                .map(rows -> new Findings(list(rows.get(0), AuditStore::place),
                        list(rows.get(1), row -> new Difference(row.getString("sku"), null, "backordered by orders",
                                row.getLong("actual"), row.getLong("expected"), null, null)),
                        list(rows.get(2), row -> new Difference(row.getString("sku"), null, row.getString("value"),
                                row.getLong("actual"), row.getLong("expected"), row.getUUID("order_id"), null)),
                        list(rows.get(3), row -> new Difference(row.getString("sku"), null, "drawn by orders",
                                row.getLong("actual"), row.getLong("expected"), null, row.getUUID("id")))));
    }

    private static Place place(Row row) {
        Level kept = !row.getBoolean("is_kept") ? null
                : new Level(row.getLong("on_hand"), row.getLong("reserved"), row.getLong("committed"), row.getLong("incoming"));
        Level moved = new Level(row.getLong("moved_on_hand"), row.getLong("moved_reserved"), row.getLong("moved_committed"), row.getLong("moved_incoming"));
        return new Place(row.getString("sku"), row.getString("location"), kept, moved, row.getLong("held_reserved"),
                row.getLong("held_committed"), row.getLong("coming"));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> reader) {
        List<T> read = new ArrayList<>();
        rows.forEach(row -> read.add(reader.apply(row)));
        return read;
    }
}
