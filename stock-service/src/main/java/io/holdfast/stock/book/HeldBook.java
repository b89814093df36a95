package io.holdfast.stock.book;

import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.Book;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.ItemKey;
import io.holdfast.stock.ledger.Merchant;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.OrderCommand;
import io.holdfast.stock.ledger.OrderEvent;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.SellOverCounter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A book with its rows locked, and the versions that its rows had.
 *
 * @param mayRise whether those who wait for its items were read too; only then may units be set free
 */
record HeldBook(Book book, Map<ItemKey, Long> itemVersions, Map<UUID, Long> orderVersions, boolean mayRise) {

    /** Orders that commands name, that are overdue, that have a reference asked for, or that wait for units: ids only. */
    private static final String WANTED_ORDERS = """
            with wanted as (
                select merchant, id from unnest($1::text[], $2::uuid[]) as n(merchant, id)
                union
                select o.merchant, o.id
                from unnest($3::text[], $4::text[], $5::text[]) as r(merchant, channel, reference)
                join orders o using (merchant, channel, reference)
                union
                select l.merchant, l.order_id
                from unnest($6::text[], $7::text[]) as k(merchant, sku) join order_line l using (merchant, sku)
                where l.backordered > 0 and l.counted
            )
            """;
    private static final String LOCKED_ORDERS = WANTED_ORDERS + "select " + OrderRows.ORDER_COLUMNS
            + " from wanted join orders o using (merchant, id) order by o.merchant, o.id for no key update of o";
    private static final String LINES = WANTED_ORDERS + "select " + OrderRows.LINE_COLUMNS
            + " from wanted w join order_line l on l.merchant = w.merchant and l.order_id = w.id order by l.merchant, l.order_id, l.position";
    private static final String ANSWERS = """
            select e.merchant, e.order_id, e.kind, e.event_id, e.answer
            from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) as k(merchant, order_id, kind, event_id)
            join order_event e using (merchant, order_id, kind, event_id) where e.answer is not null""";
    private static final String ADJUSTMENTS = """
            select a.id, a.results from unnest($1::text[], $2::uuid[]) as k(merchant, id) join adjustment a using (merchant, id)""";
    /** Last, so that it is read after every lock is held. */
    private static final String NOW = "select holdfast_now() as now";

    /** Locks and reads, in one round trip: items, then orders, each in key order; then what they guard. */
    static Uni<HeldBook> hold(SqlConnection connection, Scout scout, List<? extends Command> commands) {
        boolean mayRise = mayRise(scout, commands);
        Tuple orders = wantedOrders(scout, commands, mayRise);
        Set<String> merchants = new TreeSet<>();
        commands.forEach(c -> merchants.add(c.merchant()));
        scout.items().forEach(item -> merchants.add(item.merchant()));
        Tuple of = Tuple.tuple().addValue(merchants.toArray(String[]::new));
        return new Pipeline(connection)
                .add(ItemRows.LOCKED_ITEMS, keys(scout.items()))
                .add(LOCKED_ORDERS, orders)
                .add(LINES, orders)
                .add(ItemRows.LEVELS, keys(scout.items()))
                .add(ItemRows.ALLOCATIONS, keys(scout.items()))
                .add(FactRows.LOCATIONS, of).add(FactRows.CHANNELS, of).add(FactRows.SETTINGS, of)
                .add(ANSWERS, events(commands))
                .add(ADJUSTMENTS, adjustments(commands))
                .add(NOW, Tuple.tuple())
                .send().map(rows -> read(merchants, rows, mayRise));
    }

    private static HeldBook read(Set<String> merchants, List<RowSet<Row>> rows, boolean mayRise) {
        Map<String, Merchant> facts = FactRows.read(merchants, rows.get(5), rows.get(6), rows.get(7));
        Map<OrderEvent.Key, Order> answers = new HashMap<>();
        rows.get(8).forEach(row -> answers.put(new OrderEvent.Key(row.getString("merchant"), row.getUUID("order_id"),
                OrderEvent.Kind.valueOf(row.getString("kind")), row.getString("event_id")), LedgerJson.order(row.getString("answer"))));
        Map<UUID, Outcome> adjustments = new HashMap<>();
        rows.get(9).forEach(row -> adjustments.put(row.getUUID("id"),
                new Outcome.Adjusted(LedgerJson.results(row.getString("results")), true)));
        Book book = new Book(rows.get(10).iterator().next().getOffsetDateTime("now").toInstant(), facts,
                ItemRows.read(rows.get(0), rows.get(3), rows.get(4)), OrderRows.read(rows.get(1), rows.get(2)), answers, adjustments);
        return new HeldBook(book, ItemRows.versions(rows.get(0)), OrderRows.versions(rows.get(1)), mayRise);
    }

    private static Tuple keys(Set<ItemKey> items) {
        return Columns.of(items).text(ItemKey::merchant).text(ItemKey::sku).tuple();
    }

    /** Placing only takes; whatever else may set units free, which those who wait for them must get. */
    private static boolean mayRise(Scout scout, List<? extends Command> commands) {
        return !scout.orders().isEmpty() || !commands.stream().allMatch(c -> c instanceof PlaceOrder || c instanceof SellOverCounter);
    }

    private static Tuple wantedOrders(Scout scout, List<? extends Command> commands, boolean mayRise) {
        List<String[]> references = new ArrayList<>();
        for (Command command : commands) {
            if (command instanceof PlaceOrder place) {
                references.add(new String[] {place.merchant(), place.channel(), place.reference()});
            } else if (command instanceof SellOverCounter sale) {
                references.add(new String[] {sale.merchant(), sale.channel(), sale.reference()});
            }
        }
        Set<ItemKey> rising = mayRise ? scout.items() : Set.of();
        Tuple tuple = Columns.of(scout.orders()).text(Scout.OrderKey::merchant).uuid(Scout.OrderKey::id).tuple();
        for (int part = 0; part < 3; part++) {
            int at = part;
            tuple.addValue(references.stream().map(r -> r[at]).toArray(String[]::new));
        }
        tuple.addValue(rising.stream().map(ItemKey::merchant).toArray(String[]::new));
        return tuple.addValue(rising.stream().map(ItemKey::sku).toArray(String[]::new));
    }

    private static Tuple events(List<? extends Command> commands) {
        List<OrderEvent.Key> events = commands.stream().filter(OrderCommand.class::isInstance)
                .map(c -> ((OrderCommand) c).event()).toList();
        return Columns.of(events).text(OrderEvent.Key::merchant).uuid(OrderEvent.Key::order)
                .text(e -> e.kind().name()).text(OrderEvent.Key::eventId).tuple();
    }

    private static Tuple adjustments(List<? extends Command> commands) {
        List<AdjustStock> adjustments = commands.stream().filter(AdjustStock.class::isInstance).map(AdjustStock.class::cast).toList();
        return Columns.of(adjustments).text(AdjustStock::merchant).uuid(AdjustStock::id).tuple();
    }
}
