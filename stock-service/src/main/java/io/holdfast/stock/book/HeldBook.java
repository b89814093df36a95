package io.holdfast.stock.book;

import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.Book;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.ItemKey;
import io.holdfast.stock.ledger.Merchant;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.OrderCommand;
import io.holdfast.stock.ledger.OrderEvent;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.SellOverCounter;
import io.holdfast.stock.ledger.Stock;
import io.smallrye.mutiny.Uni;
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
                where l.counted and l.backordered > 0
                union
                select p.merchant, p.order_id
                from unnest($6::text[], $7::text[]) as k(merchant, sku) join order_part p using (merchant, sku)
                where p.counted and p.backordered > 0
            )
            """;
    private static final String LOCKED_ORDERS = WANTED_ORDERS + "select " + OrderRows.ORDER_COLUMNS
            + " from wanted join orders o using (merchant, id) order by o.merchant, o.id for no key update of o";
    private static final String LINES = WANTED_ORDERS + "select " + OrderRows.LINE_COLUMNS
            + " from wanted w join order_line l on l.merchant = w.merchant and l.order_id = w.id order by l.merchant, l.order_id, l.position";
    private static final String LOCKED_SHIPMENTS = "select " + ShipmentRows.SHIPMENT_COLUMNS + """
             from unnest($1::text[], $2::uuid[]) as k(merchant, id) join shipment s using (merchant, id)
            order by s.merchant, s.id for no key update of s""";
    private static final String SHIPMENT_LINES = "select " + ShipmentRows.LINE_COLUMNS + """
             from unnest($1::text[], $2::uuid[]) as k(merchant, shipment_id) join shipment_line l using (merchant, shipment_id)
            order by l.shipment_id, l.position""";
    private static final String ANSWERS = """
            select e.merchant, e.order_id, e.kind, e.event_id, e.answer
            from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) as k(merchant, order_id, kind, event_id)
            join order_event e using (merchant, order_id, kind, event_id) where e.answer is not null""";
    private static final String ADJUSTMENTS = """
            select a.id, a.results from unnest($1::text[], $2::uuid[]) as k(merchant, id) join adjustment a using (merchant, id)""";
    /** Last, so that it is read after every lock is held. */
    private static final String NOW = "select holdfast_now() as now";

    /** Locks and reads, in one round trip: items, orders, shipments, each in key order; then what they guard. */
    static Uni<HeldBook> hold(SqlConnection connection, Scout scout, List<? extends Command> commands) {
        boolean mayRise = mayRise(scout, commands);
        Tuple orders = wantedOrders(scout, commands, mayRise);
        Columns<Command> shipments = Columns.of(commands.stream().filter(c -> c.shipment() != null).map(c -> (Command) c).toList())
                .text(Command::merchant).uuid(Command::shipment);
        Set<ItemKey> all = new TreeSet<>(scout.items());
        all.addAll(scout.beside());
        Set<String> merchants = new TreeSet<>();
        commands.forEach(c -> merchants.add(c.merchant()));
        all.forEach(item -> merchants.add(item.merchant()));
        Tuple of = Tuple.tuple().addValue(merchants.toArray(String[]::new));
        return new Pipeline(connection)
                .add(ItemRows.LOCKED_ITEMS, keys(scout.items()))
                .add(LOCKED_ORDERS, orders)
                .add(LOCKED_SHIPMENTS, shipments)
                .add(LINES, orders)
                .add(SHIPMENT_LINES, shipments)
                .add(ItemRows.ITEMS, keys(scout.beside()))
                .add(ItemRows.LEVELS, keys(all))
                .add(ItemRows.ALLOCATIONS, keys(all))
                .add(FactRows.LOCATIONS, of).add(FactRows.CHANNELS, of).add(FactRows.SETTINGS, of)
                .add(ANSWERS, events(commands))
                .add(ADJUSTMENTS, adjustments(commands))
                .add(NOW, Tuple.tuple())
                .send().map(rows -> read(merchants, scout, rows, mayRise));
    }

    private static HeldBook read(Set<String> merchants, Scout scout, Pipeline.Answers rows, boolean mayRise) {
        Map<String, Merchant> facts = FactRows.read(merchants, rows.of(FactRows.LOCATIONS), rows.of(FactRows.CHANNELS), rows.of(FactRows.SETTINGS));
        List<Item> items = new ArrayList<>(ItemRows.read(rows.of(ItemRows.LOCKED_ITEMS), rows.of(ItemRows.LEVELS), rows.of(ItemRows.ALLOCATIONS)));
        items.addAll(ItemRows.read(rows.of(ItemRows.ITEMS), rows.of(ItemRows.LEVELS), rows.of(ItemRows.ALLOCATIONS)));
        Book book = new Book(rows.of(NOW).iterator().next().getOffsetDateTime("now").toInstant(), facts, new Stock(items), scout.items(),
                OrderRows.read(rows.of(LOCKED_ORDERS), rows.of(LINES)), ShipmentRows.read(rows.of(LOCKED_SHIPMENTS), rows.of(SHIPMENT_LINES)),
                answered(rows));
        return new HeldBook(book, ItemRows.versions(rows.of(ItemRows.LOCKED_ITEMS)), OrderRows.versions(rows.of(LOCKED_ORDERS)), mayRise);
    }

    private static Book.Answered answered(Pipeline.Answers rows) {
        Map<OrderEvent.Key, Order> events = new HashMap<>();
        rows.of(ANSWERS).forEach(row -> events.put(new OrderEvent.Key(row.getString("merchant"), row.getUUID("order_id"),
                OrderEvent.Kind.valueOf(row.getString("kind")), row.getString("event_id")), LedgerJson.order(row.getString("answer"))));
        Map<UUID, Outcome> adjustments = new HashMap<>();
        rows.of(ADJUSTMENTS).forEach(row -> adjustments.put(row.getUUID("id"),
                new Outcome.Adjusted(LedgerJson.results(row.getString("results")), true)));
        return new Book.Answered(events, adjustments);
    }

    private static Columns<ItemKey> keys(Set<ItemKey> items) {
        return Columns.of(items).text(ItemKey::merchant).text(ItemKey::sku);
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

    private static Columns<OrderEvent.Key> events(List<? extends Command> commands) {
        List<OrderEvent.Key> events = commands.stream().filter(OrderCommand.class::isInstance)
                .map(c -> ((OrderCommand) c).event()).toList();
        return Columns.of(events).text(OrderEvent.Key::merchant).uuid(OrderEvent.Key::order)
                .text(e -> e.kind().name()).text(OrderEvent.Key::eventId);
    }

    private static Columns<AdjustStock> adjustments(List<? extends Command> commands) {
        List<AdjustStock> adjustments = commands.stream().filter(AdjustStock.class::isInstance).map(AdjustStock.class::cast).toList();
        return Columns.of(adjustments).text(AdjustStock::merchant).uuid(AdjustStock::id);
    }
}
