package io.holdfast.stock.telling;

import io.holdfast.stock.book.OrderRows;
import io.holdfast.stock.ledger.Order;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the orders of a merchant that are short, or once were: those that others keep something of. */
@ApplicationScoped
class ShortOrderStore {

    /** Events looked at in one statement, of which few are about short orders. */
    private static final int AT_ONCE = 20_000;

    private static final String EVER_SHORT = """
            with part as (
                select order_id, id, state from order_event where merchant = $1 and (order_id, id) > ($2::uuid, $3::bigint)
                order by order_id, id limit %d)
            select (array_agg(order_id order by order_id desc, id desc))[1] as last_order, (array_agg(id order by order_id desc, id desc))[1] as last_id,
                coalesce(array_agg(distinct order_id) filter (where state = 'SHORT'), '{}') as orders
            from part""".formatted(AT_ONCE);
    private static final String ORDERS = "select " + OrderRows.ORDER_COLUMNS + """
            , (select case when o.state = 'SHORT' then min(e.at) filter (where e.state = 'SHORT') else max(e.at) end
                from order_event e where e.merchant = o.merchant and e.order_id = o.id) as since
            from orders o where o.merchant = $1 and o.id = any($2::uuid[]) order by o.id""";
    private static final String LINES = "select " + OrderRows.LINE_COLUMNS
            + " from order_line l where l.merchant = $1 and l.order_id = any($2::uuid[]) order by l.order_id, l.position";

    private final Pool pool;

    ShortOrderStore(Pool pool) {
        this.pool = pool;
    }

    /** A place among the events of a merchant's orders. */
    record Place(UUID order, long event) {

        static final Place BEFORE_ALL = new Place(new UUID(0, 0), 0);
    }

    /** A part of the events. {@code last}: where the next begins; null: there is none. */
    record Part(List<UUID> orders, Place last) {}

    /** @param since when it became short, if it is; else when something happened to it last */
    record Known(Order order, long version, Instant since) {}

    /** Orders that events behind the place say were short. */
    Uni<Part> everShort(String merchant, Place behind) {
        return pool.preparedQuery(EVER_SHORT).execute(Tuple.of(merchant, behind.order(), behind.event())).map(rows -> {
            Row row = rows.iterator().next();
            UUID last = row.getUUID("last_order");
            return new Part(List.of(row.getArrayOfUUIDs("orders")), last == null ? null : new Place(last, row.getLong("last_id")));
        });
    }

    /** The orders as they are now, in one snapshot. */
    Uni<List<Known>> read(String merchant, List<UUID> ids) {
        Tuple asked = Tuple.of(merchant, ids.toArray(UUID[]::new));
        return pool.withConnection(connection -> connection.query("begin isolation level repeatable read, read only").execute()
                .flatMap(begun -> connection.preparedQuery(ORDERS).execute(asked))
                .flatMap(orders -> connection.preparedQuery(LINES).execute(asked).map(lines -> known(orders, lines)))
                .eventually(() -> connection.query("commit").execute()));
    }

    private static List<Known> known(Iterable<Row> orders, Iterable<Row> lines) {
        Map<UUID, Row> rows = new HashMap<>();
        orders.forEach(row -> rows.put(row.getUUID("id"), row));
        List<Known> known = new ArrayList<>();
        for (Order order : OrderRows.read(orders, lines)) {
            Row row = rows.get(order.id());
            known.add(new Known(order, row.getLong("version"), row.getOffsetDateTime("since").toInstant()));
        }
        return known;
    }
}
