package io.holdfast.stock.order;

import io.holdfast.service.database.OneMoment;
import io.holdfast.stock.order.HistoryView.Change;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Reads what happened to an order and to units on its behalf. Movements have no index by order, which every sale would pay
 * for: they are found by the order's SKUs and by the moments of its events, which they share with the batch that wrote both.
 */
@ApplicationScoped
class HistoryStore {

    private static final String ORDER = """
            select created_at, placed_by, expires_at, trigger, state = 'UNPAID' and expires_at <= holdfast_now() as lapsed
            from orders where merchant = $1 and id = $2""";
    private static final String SKUS = """
            select l.sku from order_line l where l.merchant = $1 and l.order_id = $2
            union
            select p.sku from order_part p where p.merchant = $1 and p.order_id = $2""";
    private static final String EVENTS = """
            select at, kind, state, actor from order_event where merchant = $1 and order_id = $2 order by id""";
    static final String MOVEMENTS = """
            select at, kind, sku, location, on_hand_change, reserved_change, committed_change, actor, reason
            from movement where merchant = $1 and sku = any($2::text[]) and at = any($3::timestamptz[]) and order_id = $4
            order by at, sku, id""";

    private final Pool pool;

    HistoryStore(Pool pool) {
        this.pool = pool;
    }

    private record Found(Row order, List<String> skus, List<HistoryView> events, List<OffsetDateTime> moments) {}

    /** The whole history, oldest first; none where there is no such order. */
    Uni<Optional<List<HistoryView>>> read(String merchant, UUID id) {
        return OneMoment.read(pool, connection -> connection.preparedQuery(ORDER).execute(Tuple.of(merchant, id))
                .flatMap(rows -> rows.size() == 0 ? Uni.createFrom().item(Optional.<List<HistoryView>>empty())
                        : history(connection, merchant, id, rows.iterator().next()).map(Optional::of)));
    }

    private static Uni<List<HistoryView>> history(SqlConnection connection, String merchant, UUID id, Row order) {
        Uni<RowSet<Row>> skus = connection.preparedQuery(SKUS).execute(Tuple.of(merchant, id));
        Uni<RowSet<Row>> events = connection.preparedQuery(EVENTS).execute(Tuple.of(merchant, id));
        return Uni.join().all(skus, events).andCollectFailures()
                .map(rows -> found(order, rows.get(0), rows.get(1)))
                .flatMap(found -> movements(connection, merchant, id, found).map(movements -> whole(found, movements)));
    }

    private static Found found(Row order, RowSet<Row> skuRows, RowSet<Row> eventRows) {
        List<String> skus = new ArrayList<>();
        skuRows.forEach(row -> skus.add(row.getString("sku")));
        Set<OffsetDateTime> moments = new TreeSet<>(List.of(order.getOffsetDateTime("created_at")));
        List<HistoryView> events = new ArrayList<>();
        for (Row row : eventRows) {
            moments.add(row.getOffsetDateTime("at"));
            events.add(HistoryView.event(row.getOffsetDateTime("at").toInstant(), row.getString("kind"), row.getString("state"), row.getString("actor")));
        }
        // The placement is known from the order itself; it needs no event of its own.
        if (events.stream().noneMatch(event -> event.kind().equals("PLACEMENT") || event.kind().equals("SALE"))) {
            events.add(0, HistoryView.event(order.getOffsetDateTime("created_at").toInstant(), "PLACEMENT", "UNPAID", order.getString("placed_by")));
        }
        return new Found(order, skus, events, List.copyOf(moments));
    }

    private static Uni<List<HistoryView>> movements(SqlConnection connection, String merchant, UUID id, Found found) {
        Tuple parameters = Tuple.of(merchant, found.skus().toArray(String[]::new), found.moments().toArray(OffsetDateTime[]::new), id);
        return connection.preparedQuery(MOVEMENTS).execute(parameters).map(rows -> {
            List<HistoryView> movements = new ArrayList<>();
            rows.forEach(row -> movements.add(HistoryView.movement(row.getOffsetDateTime("at").toInstant(), row.getString("kind"),
                    row.getString("sku"), row.getString("location"), new Change(row.getLong("on_hand_change"),
                    row.getLong("reserved_change"), row.getLong("committed_change")), row.getString("actor"), row.getString("reason"))));
            return movements;
        });
    }

    private static List<HistoryView> whole(Found found, List<HistoryView> movements) {
        List<HistoryView> all = HistoryView.merged(found.events(), movements);
        if (found.order().getBoolean("lapsed") == Boolean.TRUE) {
            all.addAll(HistoryView.lapsed(found.order().getOffsetDateTime("expires_at").toInstant(), movements));
        }
        return all;
    }
}
