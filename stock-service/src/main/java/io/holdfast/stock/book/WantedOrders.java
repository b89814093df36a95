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
                select unnest($1::text[]) as merchant, unnest($2::uuid[]) as id
                union
                select o.merchant, o.id
                from (select unnest($3::text[]) as merchant, unnest($4::text[]) as channel, unnest($5::text[]) as reference) as r
                join orders o using (merchant, channel, reference)
                union
                select l.merchant, l.order_id
                from (select unnest($6::text[]) as merchant, unnest($7::text[]) as sku) as k join order_line l using (merchant, sku)
                where l.counted and l.backordered > 0
                union
                select p.merchant, p.order_id
                from (select unnest($6::text[]) as merchant, unnest($7::text[]) as sku) as k join order_part p using (merchant, sku)
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
        return Columns.of(named).text(Scout.OrderKey::merchant).uuid(Scout.OrderKey::id)
                .with(references(commands)).with(Columns.of(rising).text(ItemKey::merchant).text(ItemKey::sku)).tuple();
    }

    private record Reference(String merchant, String channel, String reference) {}

    /** Merchants, channels and references of the orders that are to be placed. */
    static Columns<?> references(List<? extends Command> commands) {
        List<Reference> references = new ArrayList<>();
        for (Command command : commands) {
            if (command instanceof PlaceOrder place) {
                references.add(new Reference(place.merchant(), place.channel(), place.reference()));
            } else if (command instanceof SellOverCounter sale) {
                references.add(new Reference(sale.merchant(), sale.channel(), sale.reference()));
            }
        }
        return Columns.of(references).text(Reference::merchant).text(Reference::channel).text(Reference::reference);
    }
}
