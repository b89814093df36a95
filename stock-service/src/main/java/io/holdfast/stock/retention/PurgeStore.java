package io.holdfast.stock.retention;

import io.holdfast.stock.book.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Removes what is too old, a small chunk in each transaction, and never waits for whoever works with it. */
@ApplicationScoped
class PurgeStore {

    static final int CHUNK = 500;

    /**
     * Old orders that ended, or were a basket that never held anything, and that draw on no allocation which still counts
     * what was drawn. Asked order by order, and in no order, so that a chunk costs the same however much is kept.
     */
    private static final String ENDED = """
            select o.merchant, o.id from orders o
            where o.created_at < holdfast_now() - $1 * interval '1 second'
                and (o.state in ('FULFILLED', 'CANCELLED', 'EXPIRED', 'PAYMENT_FAILED', 'SUPERSEDED')
                    or o.state = 'UNPAID' and o.trigger = 'ON_PAYMENT')
                and coalesce((select max(e.at) from order_event e where e.merchant = o.merchant and e.order_id = o.id), o.created_at)
                    < holdfast_now() - $1 * interval '1 second'
                and (select count(*) from order_line l join allocation a on a.merchant = l.merchant and not a.ended
                    and l.draws like '%' || a.id::text || '%'
                    where l.merchant = o.merchant and l.order_id = o.id and l.draws <> '[]') = 0
            limit $2 for update of o skip locked""";
    private static final String ORDERS = "with ended as materialized (" + ENDED + """
            ), parts as (
                delete from order_part p using ended e where p.merchant = e.merchant and p.order_id = e.id
            ), lines as (
                delete from order_line l using ended e where l.merchant = e.merchant and l.order_id = e.id
            ), events as (
                delete from order_event v using ended e where v.merchant = e.merchant and v.order_id = e.id
            )
            delete from orders o using ended e where o.merchant = e.merchant and o.id = e.id""";
    private static final String ADJUSTMENTS = """
            delete from adjustment where (merchant, id) in (select merchant, id from adjustment
                where at < holdfast_now() - $1 * interval '1 second' order by at limit $2 for update skip locked)""";

    /** SKUs with something to fold; their items are locked, so nobody reads or writes their movements meanwhile. */
    private static final String FOLDABLE = """
            with old as (
                select merchant, sku from movement
                where at < holdfast_now() - $1 * interval '1 second' and kind <> 'OPENING' limit $2
            )
            select i.merchant, i.sku from (select distinct merchant, sku from old) o join item i using (merchant, sku)
            order by i.merchant, i.sku for no key update of i skip locked""";
    /** All that is too old becomes one movement at the place of its last one. */
    private static final String FOLD = """
            with old as (
                delete from movement m using unnest($1::text[], $2::text[]) as k(merchant, sku)
                where m.merchant = k.merchant and m.sku = k.sku and m.at < holdfast_now() - $3 * interval '1 second'
                returning m.*
            )
            insert into movement (merchant, id, sku, location, at, kind, on_hand_change, reserved_change, committed_change, incoming_change,
                on_hand, reserved, committed, incoming, reason, actor)
            select merchant, max(id), sku, location, max(at), 'OPENING', sum(on_hand_change), sum(reserved_change), sum(committed_change),
                sum(incoming_change), sum(on_hand_change), sum(reserved_change), sum(committed_change), sum(incoming_change),
                'what was before', 'retention' from old group by merchant, sku, location""";

    private final Pool pool;

    PurgeStore(Pool pool) {
        this.pool = pool;
    }

    /** How many orders went; fewer than a chunk: no more are to be had now. */
    Uni<Integer> orders(Duration kept) {
        return pool.preparedQuery(ORDERS).execute(Tuple.of((double) kept.toSeconds(), CHUNK)).map(rows -> rows.rowCount());
    }

    Uni<Integer> adjustments(Duration kept) {
        return pool.preparedQuery(ADJUSTMENTS).execute(Tuple.of((double) kept.toSeconds(), CHUNK)).map(rows -> rows.rowCount());
    }

    /** Folds the old movements of some SKUs, and says of how many; 0: there is nothing to fold that is not in use. */
    Uni<Integer> movements(Duration kept) {
        double seconds = kept.toSeconds();
        return pool.withTransaction(connection -> connection.preparedQuery(FOLDABLE).execute(Tuple.of(seconds, CHUNK))
                .flatMap(rows -> rows.size() == 0 ? Uni.createFrom().item(0) : fold(connection, rows, seconds)));
    }

    private static Uni<Integer> fold(SqlConnection connection, RowSet<Row> items, double seconds) {
        List<Row> rows = new ArrayList<>();
        items.forEach(rows::add);
        Tuple keys = Columns.of(rows).text(row -> row.getString("merchant")).text(row -> row.getString("sku")).and(seconds).tuple();
        return connection.preparedQuery(FOLD).execute(keys).replaceWith(rows.size());
    }
}
