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
import io.holdfast.stock.ledger.Stock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Locks and reads what a batch needs, in one round trip: items, orders, shipments, each in key order; then what they guard. */
final class Holding {

    private static final String LOCKED_SHIPMENTS = "select " + ShipmentRows.SHIPMENT_COLUMNS + """
             from (select unnest($1::text[]) as merchant, unnest($2::uuid[]) as id) as k join shipment s using (merchant, id)
            order by s.merchant, s.id for no key update of s""";
    private static final String SHIPMENT_LINES = "select " + ShipmentRows.LINE_COLUMNS + """
             from (select unnest($1::text[]) as merchant, unnest($2::uuid[]) as shipment_id) as k join shipment_line l using (merchant, shipment_id)
            order by l.shipment_id, l.position""";
    private static final String ANSWERS = """
            select e.merchant, e.order_id, e.kind, e.event_id, e.answer
            from (select unnest($1::text[]) as merchant, unnest($2::uuid[]) as order_id, unnest($3::text[]) as kind, unnest($4::text[]) as event_id) as k
            join order_event e using (merchant, order_id, kind, event_id) where e.answer is not null""";
    private static final String ADJUSTMENTS = """
            select a.id, a.results
            from (select unnest($1::text[]) as merchant, unnest($2::uuid[]) as id) as k join adjustment a using (merchant, id)""";
    /**
     * Last, so that it is read after every lock is held. $1 merchants; $2 merchants and $3 SKUs of what is locked: which of it
     * are bundles or parts of bundles, and whether an overdue order holds any of it.
     */
    static final String NOW = """
            with clock as materialized (select holdfast_now() as now),
                k as materialized (select unnest($2::text[]) as merchant, unnest($3::text[]) as sku),
                composed as materialized (select k.merchant, k.sku from k where %s)
            select clock.now, exists (select from k where %s) as overdue, f.merchant, f.version,
                (select array_agg(merchant) from composed) as composed_of, (select array_agg(sku) from composed) as composed
            from clock left join merchant_facts f on f.merchant = any($1::text[])""".formatted(Entangled.COMPOSED, Entangled.OVERDUE);

    private final Scout scout;
    private final List<? extends Command> commands;
    private final boolean mayRise;
    private final Tuple orders;
    private final Set<String> merchants = new TreeSet<>();

    /** All that the commands and what depends on it need. */
    Holding(Scout scout, List<? extends Command> commands) {
        this(scout, commands, scout.overdue() || commands.stream().anyMatch(Command::mayFree));
    }

    /** @param mayRise whether units may be set free, so that those who wait for them must be read too, however many they are */
    private Holding(Scout scout, List<? extends Command> commands, boolean mayRise) {
        this.scout = scout;
        this.commands = commands;
        this.mayRise = mayRise;
        this.orders = WantedOrders.parameters(scout.orders(), commands, mayRise ? scout.items() : Set.of());
        commands.forEach(c -> merchants.add(c.merchant()));
        scout.items().forEach(item -> merchants.add(item.merchant()));
    }

    /** The same with those who wait for units. */
    Holding rising() {
        return new Holding(scout, commands, true);
    }

    Pipeline addTo(Pipeline pipeline) {
        Set<ItemKey> all = all();
        pipeline.add(ItemRows.LOCK, keys(scout.items()))
                .add(WantedOrders.LOCKED, orders)
                .add(LOCKED_SHIPMENTS, shipments());
        if (expectsOrders()) {
            pipeline.add(WantedOrders.LINES, orders);
        }
        return pipeline.add(SHIPMENT_LINES, shipments())
                .add(ItemRows.ITEMS, keys(all))
                .add(ANSWERS, events())
                .add(ADJUSTMENTS, adjustments())
                .add(NOW, now());
    }

    private Tuple now() {
        return Tuple.tuple().addValue(merchants.toArray(String[]::new))
                .addValue(scout.items().stream().map(ItemKey::merchant).toArray(String[]::new))
                .addValue(scout.items().stream().map(ItemKey::sku).toArray(String[]::new));
    }

    /** What of that which was held is a bundle or part of one: then the other half had to be held as well. */
    static Set<ItemKey> composed(Pipeline.Answers rows) {
        Row row = rows.of(NOW).iterator().next();
        String[] skus = row.getArrayOfStrings("composed");
        Set<ItemKey> composed = new TreeSet<>();
        for (int i = 0; skus != null && i < skus.length; i++) {
            composed.add(new ItemKey(row.getArrayOfStrings("composed_of")[i], skus[i]));
        }
        return composed;
    }

    /** Whether an overdue order holds units of what was held. */
    static boolean isOverdue(Pipeline.Answers rows) {
        return rows.of(NOW).iterator().next().getBoolean("overdue");
    }

    private Set<ItemKey> all() {
        Set<ItemKey> all = new TreeSet<>(scout.items());
        all.addAll(scout.beside());
        return all;
    }

    private boolean expectsOrders() {
        return mayRise || !scout.orders().isEmpty();
    }

    /** @param rows what the statements answered */
    Uni<VersionedBook> read(SqlConnection connection, Pipeline.Answers rows, KnownFacts facts) {
        return lines(connection, rows).flatMap(lines -> facts.of(connection, merchants, factVersions(rows))
                .map(known -> read(rows, lines, known)));
    }

    /** A new order has no lines yet; only if its reference is taken, those of the order that has it are read. */
    private Uni<? extends Iterable<Row>> lines(SqlConnection connection, Pipeline.Answers rows) {
        boolean isTaken = !expectsOrders() && rows.of(WantedOrders.LOCKED).iterator().hasNext();
        return isTaken ? connection.preparedQuery(WantedOrders.LINES).execute(orders)
                : Uni.createFrom().item(rows.of(WantedOrders.LINES));
    }

    private static Map<String, Long> factVersions(Pipeline.Answers rows) {
        Map<String, Long> versions = new HashMap<>();
        rows.of(NOW).forEach(row -> {
            if (row.getString("merchant") != null) {
                versions.put(row.getString("merchant"), row.getLong("version"));
            }
        });
        return versions;
    }

    private VersionedBook read(Pipeline.Answers rows, Iterable<Row> lines, Map<String, Merchant> facts) {
        List<Item> items = ItemRows.read(rows.of(ItemRows.ITEMS));
        checkRecipes(items);
        Instant now = rows.of(NOW).iterator().next().getOffsetDateTime("now").toInstant();
        Book book = new Book(now, facts, new Stock(items), scout.items(), OrderRows.read(rows.of(WantedOrders.LOCKED), lines),
                ShipmentRows.read(rows.of(LOCKED_SHIPMENTS), rows.of(SHIPMENT_LINES)), answered(rows));
        return new VersionedBook(book, ItemRows.versions(rows.of(ItemRows.ITEMS)), OrderRows.versions(rows.of(WantedOrders.LOCKED)),
                OrderRows.shortOnes(rows.of(WantedOrders.LOCKED)), mayRise, true);
    }

    /** What a bundle is made of was looked up before its lock; an edit in between may have made it of something that was not looked at. */
    private void checkRecipes(List<Item> items) {
        Set<ItemKey> lookedAt = all();
        for (Item item : items) {
            if (scout.items().contains(item.key())
                    && !item.components().stream().allMatch(component -> lookedAt.contains(new ItemKey(item.key().merchant(), component.sku())))) {
                throw new LostRace("The recipe of " + item.key().sku() + " was edited meanwhile");
            }
        }
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

    private record ShipmentKey(String merchant, UUID id) {}

    /** Each once: a shipment that two commands name would else be read with its lines twice. */
    private Columns<ShipmentKey> shipments() {
        return Columns.of(commands.stream().filter(c -> c.shipment() != null).map(c -> new ShipmentKey(c.merchant(), c.shipment())).distinct().toList())
                .text(ShipmentKey::merchant).uuid(ShipmentKey::id);
    }

    private Columns<OrderEvent.Key> events() {
        List<OrderEvent.Key> events = commands.stream().filter(OrderCommand.class::isInstance)
                .map(c -> ((OrderCommand) c).event()).toList();
        return Columns.of(events).text(OrderEvent.Key::merchant).uuid(OrderEvent.Key::order)
                .text(e -> e.kind().name()).text(OrderEvent.Key::eventId);
    }

    private Columns<AdjustStock> adjustments() {
        List<AdjustStock> adjustments = commands.stream().filter(AdjustStock.class::isInstance).map(AdjustStock.class::cast).toList();
        return Columns.of(adjustments).text(AdjustStock::merchant).uuid(AdjustStock::id);
    }
}
