package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.ItemKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a batch will have to lock, found without locking: the SKUs that its commands name, those of the orders and shipments
 * that they name (whose lines never change), those of overdue orders that hold units of any of these, and, as far as these
 * are bundles or parts of bundles, the other half.
 *
 * @param items to be locked, in key order
 * @param beside to be looked at only: what else the bundles among the items are made of
 * @param orders overdue, or named by commands
 * @param overdue whether one of them is overdue
 */
record Scout(Set<ItemKey> items, Set<ItemKey> beside, Set<OrderKey> orders, boolean overdue) {

    /** Overdue orders of a SKU released along with one batch; the rest is the sweeper's. */
    private static final int OVERDUE = 200;

    /**
     * $1 merchants and $2 SKUs, $3 merchants and $4 orders, $5 merchants and $6 shipments.
     */
    static final String SQL = """
            with clock as materialized (select holdfast_now() as now), named as (
                select merchant, sku from unnest($1::text[], $2::text[]) as n(merchant, sku)
                union
                select l.merchant, l.sku
                from unnest($3::text[], $4::uuid[]) as c(merchant, order_id) join order_line l using (merchant, order_id)
                union
                select p.merchant, p.sku
                from unnest($3::text[], $4::uuid[]) as c(merchant, order_id) join order_part p using (merchant, order_id)
                union
                select l.merchant, l.sku
                from unnest($5::text[], $6::uuid[]) as c(merchant, shipment_id) join shipment_line l using (merchant, shipment_id)
            ), exploded as (
                select merchant, sku from named
                union
                select c.merchant, c.sku from named n join bundle_component c on c.merchant = n.merchant and c.bundle = n.sku
            ), overdue as (
                select due.merchant, due.order_id
                from exploded n cross join clock cross join lateral (
                    select l.merchant, l.order_id from order_line l
                    where l.merchant = n.merchant and l.sku = n.sku and l.expires_at <= clock.now
                    order by l.expires_at limit %1$d) as due
                union
                select due.merchant, due.order_id
                from exploded n cross join clock cross join lateral (
                    select p.merchant, p.order_id from order_part p
                    where p.merchant = n.merchant and p.sku = n.sku and p.expires_at <= clock.now
                    order by p.expires_at limit %1$d) as due
            ), moving as (
                select merchant, sku from exploded
                union
                select l.merchant, l.sku from overdue join order_line l using (merchant, order_id)
                union
                select p.merchant, p.sku from overdue join order_part p using (merchant, order_id)
            ), over as (
                select c.merchant, c.bundle from moving m join bundle_component c using (merchant, sku)
            ), under as (
                select c.merchant, c.sku from over o join bundle_component c using (merchant, bundle)
            )
            select merchant, sku, true as held, null::uuid as order_id from moving
            union
            select merchant, bundle, true, null from over
            union
            select merchant, sku, false, null from under
            union
            select c.merchant, c.bundle, false, null from under u join bundle_component c using (merchant, sku)
            union all
            select merchant, null, false, order_id from overdue
            """.formatted(OVERDUE);

    /** One order of one merchant. */
    record OrderKey(String merchant, UUID id) implements Comparable<OrderKey> {
        @Override
        public int compareTo(OrderKey other) {
            int byMerchant = merchant.compareTo(other.merchant);
            return byMerchant != 0 ? byMerchant : id.compareTo(other.id);
        }
    }

    /** What the commands name themselves. */
    static Scout guess(List<? extends Command> commands) {
        Set<ItemKey> items = new TreeSet<>();
        commands.forEach(c -> c.skus().forEach(sku -> items.add(new ItemKey(c.merchant(), sku))));
        return new Scout(items, Set.of(), named(commands), false);
    }

    /** Whether that may be all: the SKUs of an order or a shipment are known by its lines only. */
    boolean isLikely() {
        return orders.isEmpty() && !items.isEmpty();
    }

    private static Set<OrderKey> named(List<? extends Command> commands) {
        Set<OrderKey> orders = new TreeSet<>();
        commands.stream().filter(c -> c.order() != null).forEach(c -> orders.add(new OrderKey(c.merchant(), c.order())));
        return orders;
    }

    static Tuple parameters(List<? extends Command> commands) {
        Set<ItemKey> skus = new TreeSet<>();
        commands.forEach(c -> c.skus().forEach(sku -> skus.add(new ItemKey(c.merchant(), sku))));
        Tuple tuple = Columns.of(skus).text(ItemKey::merchant).text(ItemKey::sku).tuple();
        addKeys(tuple, commands, Command::order);
        return addKeys(tuple, commands, Command::shipment);
    }

    private static Tuple addKeys(Tuple tuple, List<? extends Command> commands, Function<Command, UUID> id) {
        List<? extends Command> naming = commands.stream().filter(c -> id.apply(c) != null).toList();
        tuple.addValue(naming.stream().map(Command::merchant).toArray(String[]::new));
        return tuple.addValue(naming.stream().map(id).toArray(UUID[]::new));
    }

    static Scout read(Iterable<Row> rows, List<? extends Command> commands) {
        Set<ItemKey> items = new TreeSet<>();
        Set<ItemKey> beside = new TreeSet<>();
        Set<OrderKey> orders = named(commands);
        boolean overdue = false;
        for (Row row : rows) {
            String merchant = row.getString("merchant");
            if (row.getUUID("order_id") != null) {
                orders.add(new OrderKey(merchant, row.getUUID("order_id")));
                overdue = true;
            } else {
                (row.getBoolean("held") ? items : beside).add(new ItemKey(merchant, row.getString("sku")));
            }
        }
        beside.removeAll(items);
        return new Scout(items, beside, orders, overdue);
    }
}
