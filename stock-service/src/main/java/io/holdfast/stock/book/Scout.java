package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.ItemKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a batch will have to lock, found without locking: the SKUs that its commands name, those of the orders that they
 * name (an order's lines never change), and those of overdue orders that hold units of any of these.
 */
record Scout(Set<ItemKey> items, Set<OrderKey> orders) {

    /** Overdue orders released along with one batch; the rest is the sweeper's. */
    private static final int OVERDUE = 200;

    static final String SQL = """
            with named as (
                select merchant, sku from unnest($1::text[], $2::text[]) as n(merchant, sku)
                union
                select l.merchant, l.sku
                from unnest($3::text[], $4::uuid[]) as c(merchant, order_id) join order_line l using (merchant, order_id)
            ), overdue as (
                select distinct l.merchant, l.order_id
                from named n join order_line l using (merchant, sku)
                where l.expires_at <= holdfast_now()
                limit %d
            )
            select merchant, sku, null::uuid as order_id from named
            union all
            select l.merchant, l.sku, l.order_id from overdue join order_line l using (merchant, order_id)
            """.formatted(OVERDUE);

    /** One order of one merchant. */
    record OrderKey(String merchant, UUID id) implements Comparable<OrderKey> {
        @Override
        public int compareTo(OrderKey other) {
            int byMerchant = merchant.compareTo(other.merchant);
            return byMerchant != 0 ? byMerchant : id.compareTo(other.id);
        }
    }

    static Tuple parameters(List<? extends Command> commands) {
        Set<ItemKey> skus = new TreeSet<>();
        commands.forEach(c -> c.skus().forEach(sku -> skus.add(new ItemKey(c.merchant(), sku))));
        Set<OrderKey> orders = named(commands);
        Tuple tuple = Columns.of(skus).text(ItemKey::merchant).text(ItemKey::sku).tuple();
        tuple.addValue(orders.stream().map(OrderKey::merchant).toArray(String[]::new));
        return tuple.addValue(orders.stream().map(OrderKey::id).toArray(UUID[]::new));
    }

    static Scout read(RowSet<Row> rows, List<? extends Command> commands) {
        Set<ItemKey> items = new TreeSet<>();
        Set<OrderKey> orders = named(commands);
        for (Row row : rows) {
            String merchant = row.getString("merchant");
            items.add(new ItemKey(merchant, row.getString("sku")));
            if (row.getUUID("order_id") != null) {
                orders.add(new OrderKey(merchant, row.getUUID("order_id")));
            }
        }
        return new Scout(items, orders);
    }

    private static Set<OrderKey> named(List<? extends Command> commands) {
        Set<OrderKey> orders = new TreeSet<>();
        commands.stream().filter(c -> c.order() != null).forEach(c -> orders.add(new OrderKey(c.merchant(), c.order())));
        return orders;
    }
}
