package io.holdfast.stock.order;

import io.holdfast.service.database.OneMoment;
import io.holdfast.stock.book.OrderRows;
import io.holdfast.stock.ledger.Order;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads orders as they are at the moment of reading. */
@ApplicationScoped
class OrderStore {

    private static final String BY_ID = "select " + OrderRows.ORDER_COLUMNS
            + ", holdfast_now() as now from orders o where o.merchant = $1 and o.id = $2";
    private static final String LINES = "select " + OrderRows.LINE_COLUMNS
            + " from order_line l where l.merchant = $1 and l.order_id = any($2::uuid[]) order by l.order_id, l.position";

    private final Pool pool;

    OrderStore(Pool pool) {
        this.pool = pool;
    }

    /** What to list; null: whatever. {@code before}: the id that the page begins behind. */
    record Filter(String merchant, Order.State state, String channel, String reference, String sku, UUID before) {}

    Uni<Optional<Order>> get(String merchant, UUID id) {
        return read(merchant, BY_ID, Tuple.of(merchant, id)).map(orders -> orders.stream().findFirst());
    }

    /** Newest first; the ids are ordered by time. */
    Uni<List<Order>> list(Filter filter, int limit) {
        Conditions where = new Conditions("o.merchant = ", filter.merchant())
                .and(state(filter.state()))
                .and("o.channel = ", filter.channel())
                .and("o.reference = ", filter.reference())
                .and("o.id < ", filter.before());
        where.and(filter.sku() == null ? null : withSku(filter, where, limit));
        String query = "select " + OrderRows.ORDER_COLUMNS + ", holdfast_now() as now from orders o where " + where.sql()
                + " order by o.id desc limit " + limit;
        return read(filter.merchant(), query, where.parameters());
    }

    /** As a reader sees it: past its deadline an order is expired. In the text, not a parameter, so that partial indexes are seen to fit. */
    private static String state(Order.State state) {
        return state == null ? null : switch (state) {
            case UNPAID -> "(o.state = 'UNPAID' and o.expires_at is null or o.state = 'UNPAID' and o.expires_at > holdfast_now())";
            case EXPIRED -> "(o.state = 'EXPIRED' or o.state = 'UNPAID' and o.expires_at <= holdfast_now())";
            default -> "o.state = '" + state + "'";
        };
    }

    /**
     * Orders with a line of the SKU, or of a bundle that it is a component of. Where nothing else is asked for, a page needs
     * no more than the newest of each, however many there are.
     */
    private static String withSku(Filter filter, Conditions where, int limit) {
        boolean alone = filter.state() == null && filter.channel() == null && filter.reference() == null;
        String condition = "merchant = $1 and sku = " + where.parameter(filter.sku())
                + (filter.before() == null ? "" : " and order_id < " + where.parameter(filter.before()))
                + (alone ? " order by order_id desc limit " + limit : "");
        return "o.id in ((select order_id from order_line where " + condition + ") union (select distinct order_id from order_part where "
                + condition + "))";
    }

    /** Orders and lines of one snapshot: an order that changes in between would read as neither before nor after. */
    private Uni<List<Order>> read(String merchant, String query, Tuple parameters) {
        return OneMoment.read(pool, connection -> connection.preparedQuery(query).execute(parameters)
                .flatMap(orders -> lines(connection, merchant, orders).map(lines -> asRead(orders, lines))));
    }

    private static Uni<RowSet<Row>> lines(SqlConnection connection, String merchant, RowSet<Row> orders) {
        List<UUID> ids = new ArrayList<>();
        orders.forEach(row -> ids.add(row.getUUID("id")));
        return connection.preparedQuery(LINES).execute(Tuple.tuple().addValue(merchant).addValue(ids.toArray(UUID[]::new)));
    }

    private static List<Order> asRead(RowSet<Row> orders, RowSet<Row> lines) {
        if (orders.size() == 0) {
            return List.of();
        }
        Instant now = orders.iterator().next().getOffsetDateTime("now").toInstant();
        return OrderRows.read(orders, lines).stream().map(order -> order.asReadAt(now)).toList();
    }
}
