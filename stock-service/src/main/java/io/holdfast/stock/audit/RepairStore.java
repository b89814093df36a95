package io.holdfast.stock.audit;

import io.holdfast.contracts.Envelope;
import io.holdfast.messaging.Outbox;
import io.holdfast.stock.audit.AuditStore.Findings;
import io.holdfast.stock.book.BookEvents;
import io.holdfast.stock.book.Columns;
import io.holdfast.stock.book.ItemRows;
import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.ItemKey;
import io.holdfast.stock.telling.RetellingStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Mends some SKUs in one transaction: under the lock of their items, without which nothing that is compared can change.
 * What was wrong is looked at again under the lock, so what was only on its way is left alone.
 */
@ApplicationScoped
class RepairStore {

    private static final String LOCK = """
            select sku from item where merchant = $1 and sku = any($2::text[]) order by sku for no key update""";
    private static final String NOW = "select holdfast_now() as now";
    private static final String LEVELS = """
            insert into level (merchant, sku, location, on_hand, reserved, committed, incoming)
            select $1, * from unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
            on conflict (merchant, sku, location) do update set on_hand = excluded.on_hand, reserved = excluded.reserved,
                committed = excluded.committed, incoming = excluded.incoming""";
    /** Numbered behind the last movement of the SKU; the next batch of commands numbers from further on. */
    private static final String MOVEMENTS = """
            insert into movement (merchant, id, sku, location, at, kind, on_hand_change, reserved_change, committed_change, incoming_change,
                on_hand, reserved, committed, incoming, reason, actor)
            select $1, coalesce((select max(m.id) from movement m where m.merchant = $1 and m.sku = n.sku), 0)
                    + row_number() over (partition by n.sku order by n.location), n.sku, n.location, $2, 'REPAIR',
                n.on_hand - n.moved_on_hand, n.reserved - n.moved_reserved, n.committed - n.moved_committed, n.incoming - n.moved_incoming,
                n.on_hand, n.reserved, n.committed, n.incoming, n.reason, $3
            from unnest($4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[],
                $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::text[])
                as n(sku, location, on_hand, reserved, committed, incoming, moved_on_hand, moved_reserved, moved_committed, moved_incoming, reason)""";
    private static final String WAITING = """
            update item i set backordered = n.units from unnest($2::text[], $3::bigint[]) as n(sku, units)
            where i.merchant = $1 and i.sku = n.sku""";
    private static final String DRAWN = """
            update allocation a set drawn = n.units from unnest($2::uuid[], $3::bigint[]) as n(id, units)
            where a.merchant = $1 and a.id = n.id""";
    private static final String UNITS_OF_A_PART = """
            select l.merchant, l.order_id, l.sku as line_sku, x.part ->> 'sku' as sku, (x.part ->> 'backordered')::bigint as backordered,
                coalesce((select sum((h ->> 'reserved')::bigint) from jsonb_array_elements(x.part -> 'holds') h), 0) as reserved,
                coalesce((select sum((h ->> 'committed')::bigint) from jsonb_array_elements(x.part -> 'holds') h), 0) as committed
            from unnest($2::uuid[], $3::text[]) as n(order_id, sku)
            join order_line l on l.merchant = $1 and l.order_id = n.order_id,
                lateral jsonb_array_elements(l.parts::jsonb) as x(part) where x.part ->> 'sku' = n.sku""";
    private static final String LINES = "with told as (" + UNITS_OF_A_PART + """
            ) update order_line l set reserved = t.reserved, committed = t.committed, backordered = t.backordered from told t
            where l.merchant = t.merchant and l.order_id = t.order_id and l.sku = t.line_sku and t.sku = t.line_sku and l.counted""";
    private static final String PARTS = "with told as (" + UNITS_OF_A_PART + """
            ) update order_part p set reserved = t.reserved, committed = t.committed, backordered = t.backordered from told t
            where p.merchant = t.merchant and p.order_id = t.order_id and p.line_sku = t.line_sku and p.sku = t.sku""";
    private static final String VERSIONS = """
            update item set version = version + 1 where merchant = $1 and sku = any($2::text[])""";

    private final Pool pool;
    private final Outbox outbox;
    private final BookEvents events;

    RepairStore(Pool pool, Outbox outbox, BookEvents events) {
        this.pool = pool;
        this.outbox = outbox;
        this.events = events;
    }

    Uni<Void> mend(String merchant, List<String> skus, String actor) {
        Tuple of = Tuple.of(merchant, skus.toArray(String[]::new));
        return pool.withTransaction(connection -> connection.preparedQuery(LOCK).execute(of)
                .flatMap(locked -> AuditStore.read(connection, merchant, skus))
                .flatMap(found -> connection.query(NOW).execute()
                        .flatMap(now -> write(connection, merchant, found, now.iterator().next().getOffsetDateTime("now"), actor))));
    }

    private Uni<Void> write(SqlConnection connection, String merchant, Findings found, OffsetDateTime now, String actor) {
        List<String> touched = found.all().stream().map(Difference::sku).distinct().sorted().toList();
        if (touched.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple skus = Tuple.of(merchant, touched.toArray(String[]::new));
        return all(List.of(run(connection, LEVELS, levels(Tuple.of(merchant), found.places())),
                run(connection, MOVEMENTS, movements(Tuple.of(merchant, now, actor), found.places())),
                run(connection, WAITING, with(Tuple.of(merchant), Columns.of(found.waiting()).text(Difference::sku).number(Difference::expected))),
                run(connection, DRAWN, with(Tuple.of(merchant), Columns.of(found.drawn()).uuid(Difference::allocation).number(Difference::expected))),
                run(connection, LINES, lines(merchant, found)), run(connection, PARTS, lines(merchant, found)),
                run(connection, VERSIONS, skus)))
                .flatMap(written -> tell(connection, merchant, touched, now));
    }

    private Uni<Void> tell(SqlConnection connection, String merchant, List<String> skus, OffsetDateTime now) {
        Tuple keys = Tuple.of(Collections.nCopies(skus.size(), merchant).toArray(String[]::new), skus.toArray(String[]::new));
        return run(connection, ItemRows.ITEMS, keys).flatMap(rows -> {
            Map<ItemKey, Long> versions = ItemRows.versions(rows);
            List<Envelope> told = ItemRows.read(rows).stream()
                    .map((Item item) -> events.levelChanged(item, versions.get(item.key()), now.toInstant())).toList();
            // What channels may sell of them is told by whoever retells.
            return outbox.append(connection, told).flatMap(appended -> RetellingStore.remember(connection, keys));
        });
    }

    private static Tuple levels(Tuple of, List<Place> places) {
        return with(of, Columns.of(places).text(Place::sku).text(Place::location).number(p -> p.mended().onHand())
                .number(p -> p.mended().reserved()).number(p -> p.mended().committed()).number(p -> p.mended().incoming()));
    }

    private static Tuple movements(Tuple of, List<Place> places) {
        return with(of, Columns.of(places).text(Place::sku).text(Place::location).number(p -> p.mended().onHand())
                .number(p -> p.mended().reserved()).number(p -> p.mended().committed()).number(p -> p.mended().incoming())
                .number(p -> p.moved().onHand()).number(p -> p.moved().reserved()).number(p -> p.moved().committed())
                .number(p -> p.moved().incoming()).text(RepairStore::reason));
    }

    private static Tuple lines(String merchant, Findings found) {
        return with(Tuple.of(merchant), Columns.of(found.lines()).uuid(Difference::order).text(Difference::sku));
    }

    private static String reason(Place place) {
        return "audit: " + String.join(", ", place.differences().stream()
                .map(d -> d.value() + " " + d.actual() + " not " + d.expected()).toList());
    }

    private static Tuple with(Tuple first, Columns<?> columns) {
        for (int i = 0; i < columns.tuple().size(); i++) {
            first.addValue(columns.tuple().getValue(i));
        }
        return first;
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }

    private static Uni<List<RowSet<Row>>> all(List<Uni<RowSet<Row>>> statements) {
        return Uni.join().all(statements).andCollectFailures();
    }
}
