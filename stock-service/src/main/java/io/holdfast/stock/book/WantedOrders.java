package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.ItemKey;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.SellOverCounter;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The orders that a batch may touch: those that commands name, that are overdue, that have a reference asked for, or that wait for units. */
final class WantedOrders {

    private static final String WANTED = """
            with wanted as (
                select merchant, id from unnest($1::text[], $2::uuid[]) as n(merchant, id)
                union
                select o.merchant, o.id
                from unnest($3::text[], $4::text[], $5::text[]) as r(merchant, channel, reference)
                join orders o using (merchant, channel, reference)
                union
                select l.merchant, l.order_id
                from unnest($6::text[], $7::text[]) as k(merchant, sku) join order_line l using (merchant, sku)
                where l.counted and l.backordered > 0
                union
                select p.merchant, p.order_id
                from unnest($6::text[], $7::text[]) as k(merchant, sku) join order_part p using (merchant, sku)
                where p.counted and p.backordered > 0
            )
            """;
    static final String LOCKED = WANTED + "select " + OrderRows.ORDER_COLUMNS
            + " from wanted join orders o using (merchant, id) order by o.merchant, o.id for no key update of o";
    static final String LINES = WANTED + "select " + OrderRows.LINE_COLUMNS
            + " from wanted w join order_line l on l.merchant = w.merchant and l.order_id = w.id order by l.merchant, l.order_id, l.position";

    private WantedOrders() {}

    /** @param rising items whose units may be set free, so that those who wait for them are wanted */
    static Tuple parameters(Set<Scout.OrderKey> named, List<? extends Command> commands, Set<ItemKey> rising) {
        List<String[]> references = new ArrayList<>();
        for (Command command : commands) {
            if (command instanceof PlaceOrder place) {
                references.add(new String[] {place.merchant(), place.channel(), place.reference()});
            } else if (command instanceof SellOverCounter sale) {
                references.add(new String[] {sale.merchant(), sale.channel(), sale.reference()});
            }
        }
        Tuple tuple = Columns.of(named).text(Scout.OrderKey::merchant).uuid(Scout.OrderKey::id).tuple();
        for (int part = 0; part < 3; part++) {
            int at = part;
            tuple.addValue(references.stream().map(r -> r[at]).toArray(String[]::new));
        }
        tuple.addValue(rising.stream().map(ItemKey::merchant).toArray(String[]::new));
        return tuple.addValue(rising.stream().map(ItemKey::sku).toArray(String[]::new));
    }
}
