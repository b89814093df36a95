package io.holdfast.stock.book;

import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.Allocation;
import io.holdfast.stock.ledger.Book;
import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.ItemKey;
import io.holdfast.stock.ledger.Level;
import io.holdfast.stock.ledger.Movement;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.OrderEvent;
import io.holdfast.stock.ledger.OrderLine;
import io.holdfast.stock.ledger.Part;
import io.holdfast.stock.ledger.Shipment;
import io.holdfast.stock.ledger.Telling;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Writes what a batch changed: one statement a table, whatever the number of rows. New orders may be written while later
 * commands of the batch are still being decided, so that the database and the ledger work at the same time.
 */
final class BookWriter {

    /** Of an item that is not as it was read, all of the batch fails. Who else changes them is waited for in key order, as by locks. */
    static final String ITEMS = """
            update item i set version = case when i.version = n.version then i.version + 1 else item_changed() end,
                backordered = n.backordered, told = n.told
            from (select unnest($1::text[]) as merchant, unnest($2::text[]) as sku, unnest($3::bigint[]) as version,
                unnest($4::bigint[]) as backordered, unnest($5::text[]) as told
                order by 1, 2) as n
            where i.merchant = n.merchant and i.sku = n.sku""";
    private static final String LEVELS = """
            insert into level (merchant, sku, location, on_hand, reserved, committed, incoming)
            select unnest($1::text[]), unnest($2::text[]), unnest($3::text[]), unnest($4::bigint[]), unnest($5::bigint[]),
                unnest($6::bigint[]), unnest($7::bigint[])
            on conflict (merchant, sku, location) do update set on_hand = excluded.on_hand, reserved = excluded.reserved,
                committed = excluded.committed, incoming = excluded.incoming""";
    private static final String ALLOCATIONS = """
            update allocation a set drawn = n.drawn
            from (select unnest($1::text[]) as merchant, unnest($2::uuid[]) as id, unnest($3::bigint[]) as drawn) as n
            where a.merchant = n.merchant and a.id = n.id""";
    private static final String NEW_ORDERS = """
            insert into orders (merchant, id, channel, reference, content, state, trigger, on_terms, pickup_at, supersedes,
                placed_by, expires_at, paid, created_at, occurred_at, version)
            select unnest($1::text[]), unnest($2::uuid[]), unnest($3::text[]), unnest($4::text[]), unnest($5::text[]),
                unnest($6::text[]), unnest($7::text[]), unnest($8::boolean[]), unnest($9::text[]), unnest($10::uuid[]),
                unnest($11::text[]), unnest($12::timestamptz[]), unnest($13::boolean[]), unnest($14::timestamptz[]),
                unnest($15::timestamptz[]), 1""";
    private static final String CHANGED_ORDERS = """
            update orders o set state = n.state, expires_at = n.expires_at, paid = n.paid, version = o.version + 1
            from (select unnest($1::text[]) as merchant, unnest($2::uuid[]) as id, unnest($3::text[]) as state,
                unnest($4::timestamptz[]) as expires_at, unnest($5::boolean[]) as paid) as n
            where o.merchant = n.merchant and o.id = n.id""";
    private static final String NEW_LINES = """
            insert into order_line (merchant, order_id, position, sku, quantity, counted, reserved, committed, fulfilled, backordered,
                returned, parts, draws, open, expires_at)
            select unnest($1::text[]), unnest($2::uuid[]), unnest($3::bigint[]), unnest($4::text[]), unnest($5::bigint[]),
                unnest($6::boolean[]), unnest($7::bigint[]), unnest($8::bigint[]), unnest($9::bigint[]), unnest($10::bigint[]),
                unnest($11::bigint[]), unnest($12::text[]), unnest($13::text[]), unnest($14::boolean[]), unnest($15::timestamptz[])""";
    private static final String CHANGED_LINES = """
            update order_line l set reserved = n.reserved, committed = n.committed, fulfilled = n.fulfilled,
                backordered = n.backordered, returned = n.returned, parts = n.parts, draws = n.draws, open = n.open,
                expires_at = n.expires_at
            from (select unnest($1::text[]) as merchant, unnest($2::uuid[]) as order_id, unnest($3::bigint[]) as position,
                unnest($4::text[]) as sku, unnest($5::bigint[]) as quantity, unnest($6::boolean[]) as counted,
                unnest($7::bigint[]) as reserved, unnest($8::bigint[]) as committed, unnest($9::bigint[]) as fulfilled,
                unnest($10::bigint[]) as backordered, unnest($11::bigint[]) as returned, unnest($12::text[]) as parts,
                unnest($13::text[]) as draws, unnest($14::boolean[]) as open, unnest($15::timestamptz[]) as expires_at) as n
            where l.merchant = n.merchant and l.order_id = n.order_id and l.sku = n.sku""";
    private static final String PARTS = """
            insert into order_part (merchant, order_id, line_sku, sku, counted, reserved, committed, backordered, expires_at)
            select unnest($1::text[]), unnest($2::uuid[]), unnest($3::text[]), unnest($4::text[]), unnest($5::boolean[]),
                unnest($6::bigint[]), unnest($7::bigint[]), unnest($8::bigint[]), unnest($9::timestamptz[])
            on conflict (merchant, order_id, line_sku, sku) do update set reserved = excluded.reserved,
                committed = excluded.committed, backordered = excluded.backordered, expires_at = excluded.expires_at""";
    private static final String SHIPMENTS = """
            insert into shipment (merchant, id, from_location, to_location, expected_on, reference, created_at, closed, receipts, version)
            select unnest($1::text[]), unnest($2::uuid[]), unnest($3::text[]), unnest($4::text[]), unnest($5::date[]),
                unnest($6::text[]), unnest($7::timestamptz[]), unnest($8::boolean[]), unnest($9::text[]), 1
            on conflict (merchant, id) do update set closed = excluded.closed, receipts = excluded.receipts, version = shipment.version + 1""";
    private static final String SHIPMENT_LINES = """
            insert into shipment_line (merchant, shipment_id, position, sku, quantity, received, missing)
            select unnest($1::text[]), unnest($2::uuid[]), unnest($3::bigint[]), unnest($4::text[]), unnest($5::bigint[]),
                unnest($6::bigint[]), unnest($7::bigint[])
            on conflict (merchant, shipment_id, sku) do update set received = excluded.received, missing = excluded.missing""";
    private static final String EVENTS = """
            insert into order_event (at, merchant, order_id, kind, event_id, state, actor, answer)
            select $1, unnest($2::text[]), unnest($3::uuid[]), unnest($4::text[]), unnest($5::text[]), unnest($6::text[]),
                unnest($7::text[]), unnest($8::text[])""";
    private static final String MOVEMENTS = """
            insert into movement (at, merchant, id, sku, location, kind, on_hand_change, reserved_change, committed_change, incoming_change,
                on_hand, reserved, committed, incoming, order_id, reason, actor)
            select $1, unnest($2::text[]), unnest($3::bigint[]), unnest($4::text[]), unnest($5::text[]), unnest($6::text[]),
                unnest($7::bigint[]), unnest($8::bigint[]), unnest($9::bigint[]), unnest($10::bigint[]), unnest($11::bigint[]),
                unnest($12::bigint[]), unnest($13::bigint[]), unnest($14::bigint[]), unnest($15::uuid[]), unnest($16::text[]),
                unnest($17::text[])""";
    private static final String ADJUSTMENTS = """
            insert into adjustment (at, merchant, id, reason, actor, results)
            select $1, unnest($2::text[]), unnest($3::uuid[]), unnest($4::text[]), unnest($5::text[]), unnest($6::text[])""";

    private static final long MOVEMENTS_A_VERSION = 10_000_000;

    private final Writes writes;
    private final VersionedBook held;
    private final Book book;
    private final OffsetDateTime now;
    /** New orders as they were written. */
    private final Map<UUID, Order> placed = new HashMap<>();
    private final Map<ItemKey, Long> numbers = new HashMap<>();
    private int movements;

    BookWriter(Writes writes, VersionedBook held) {
        this.writes = writes;
        this.held = held;
        this.book = held.book();
        this.now = Columns.utc(book.now());
    }

    private record LevelAt(ItemKey item, String location, Level level) {}

    private record Pot(String merchant, Allocation allocation) {}

    private record LineOf(Order order, int position, OrderLine line) {}

    private record PartOf(Order order, OrderLine line, Part part) {}

    private record Sent(Shipment shipment, int position, Shipment.Line line) {}

    private record Numbered(long number, Movement movement) {}

    /** Writes the orders that were placed, and the units that were moved, since this was called last. */
    void placed() {
        List<Order> fresh = book.changedOrders().stream().filter(o -> book.isNew(o) && !placed.containsKey(o.id())).toList();
        fresh.forEach(order -> placed.put(order.id(), order));
        add(NEW_ORDERS, Columns.of(fresh).text(Order::merchant).uuid(Order::id).text(o -> o.placement().channel())
                .text(o -> o.placement().reference()).text(o -> o.placement().content()).text(o -> o.state().name())
                .text(o -> o.placement().trigger().name()).flag(o -> o.placement().onTerms()).text(o -> o.placement().pickupAt())
                .uuid(o -> o.placement().supersedes()).text(o -> o.placement().actor()).time(Order::expiresAt).flag(Order::paid)
                .time(o -> o.placement().at()).time(o -> o.placement().occurredAt()));
        add(NEW_LINES, lines(fresh));
        parts(fresh);
        moved();
    }

    /**
     * Writes everything else; a table without changes is left out.
     *
     * @param news what channels are told: the items remember it, so it is settled before they are written
     */
    void rest(Answers answers, List<Telling.News> news) {
        placed();
        Set<Item> items = new LinkedHashSet<>(book.touchedItems());
        news.forEach(told -> items.add(told.item()));
        items.addAll(Telling.settled(book));
        items(List.copyOf(items));
        changed(book.changedOrders().stream().filter(order -> order != placed.get(order.id())).toList());
        shipments(book.changedShipments());
        events(answers);
        adjustments(answers);
    }

    private void items(List<Item> items) {
        writes.first(ITEMS, Columns.of(items).text(i -> i.key().merchant()).text(i -> i.key().sku())
                .number(i -> held.itemVersions().get(i.key())).number(Item::backordered).text(i -> LedgerJson.write(i.told())));
        List<LevelAt> levels = items.stream().flatMap(item -> item.movedAt().stream()
                .map(location -> new LevelAt(item.key(), location, item.at(location)))).toList();
        add(LEVELS, Columns.of(levels).text(l -> l.item().merchant()).text(l -> l.item().sku()).text(LevelAt::location)
                .number(l -> l.level().onHand()).number(l -> l.level().reserved())
                .number(l -> l.level().committed()).number(l -> l.level().incoming()));
        List<Pot> pots = items.stream().flatMap(item -> item.drawnFrom().stream().map(a -> new Pot(item.key().merchant(), a))).toList();
        add(ALLOCATIONS, Columns.of(pots).text(Pot::merchant).uuid(p -> p.allocation().id()).number(p -> p.allocation().drawn()));
    }

    private void changed(List<Order> known) {
        add(CHANGED_ORDERS, Columns.of(known).text(Order::merchant).uuid(Order::id).text(o -> o.state().name())
                .time(Order::expiresAt).flag(Order::paid));
        add(CHANGED_LINES, lines(known));
        parts(known);
    }

    private void parts(List<Order> orders) {
        List<PartOf> parts = orders.stream().flatMap(order -> order.lines().stream().filter(OrderLine::isBundle)
                .flatMap(line -> line.parts().stream().map(part -> new PartOf(order, line, part)))).toList();
        add(PARTS, Columns.of(parts).text(p -> p.order().merchant()).uuid(p -> p.order().id()).text(p -> p.line().sku())
                .text(p -> p.part().sku()).flag(p -> p.part().counted()).number(p -> p.part().reserved())
                .number(p -> p.part().committed()).number(p -> p.part().backordered()).time(p -> p.order().expiresAt()));
    }

    private void shipments(List<Shipment> changed) {
        add(SHIPMENTS, Columns.of(changed).text(Shipment::merchant).uuid(Shipment::id).text(Shipment::from).text(Shipment::to)
                .day(Shipment::expectedOn).text(Shipment::reference).time(Shipment::createdAt).flag(Shipment::closed)
                .text(s -> LedgerJson.write(s.receipts())));
        List<Sent> lines = changed.stream().flatMap(s -> IntStream.range(0, s.lines().size())
                .mapToObj(i -> new Sent(s, i + 1, s.lines().get(i)))).toList();
        add(SHIPMENT_LINES, Columns.of(lines).text(l -> l.shipment().merchant()).uuid(l -> l.shipment().id()).number(Sent::position)
                .text(l -> l.line().sku()).number(l -> l.line().quantity()).number(l -> l.line().received())
                .number(l -> l.line().missing()));
    }

    private static Columns<LineOf> lines(List<Order> orders) {
        List<LineOf> lines = new ArrayList<>();
        for (Order order : orders) {
            for (int i = 0; i < order.lines().size(); i++) {
                lines.add(new LineOf(order, i + 1, order.lines().get(i)));
            }
        }
        return Columns.of(lines).text(l -> l.order().merchant()).uuid(l -> l.order().id()).number(LineOf::position)
                .text(l -> l.line().sku()).number(l -> l.line().quantity()).flag(l -> l.line().isCounted())
                .number(l -> l.line().reserved()).number(l -> l.line().committed()).number(l -> l.line().fulfilled())
                .number(l -> l.line().backordered()).number(l -> l.line().returned())
                .text(l -> LedgerJson.write(l.line().parts())).text(l -> LedgerJson.write(l.line().draws()))
                .flag(l -> l.order().isOpen()).time(l -> l.order().expiresAt());
    }

    private void events(Answers answers) {
        // That it was placed, when and by whom stands in the order itself; writing it twice would cost every order an insert.
        List<OrderEvent> later = book.events().stream().filter(e -> e.key().kind() != OrderEvent.Kind.PLACEMENT).toList();
        add(EVENTS, Columns.of(later).and(now).text(e -> e.key().merchant()).uuid(e -> e.key().order())
                .text(e -> e.key().kind().name()).text(e -> e.key().eventId()).text(e -> e.state().name())
                .text(OrderEvent::actor).text(answers::toEvent));
    }

    private void moved() {
        List<Movement> fresh = book.movements().subList(movements, book.movements().size());
        movements += fresh.size();
        add(MOVEMENTS, Columns.of(fresh.stream().map(this::numbered).toList()).and(now).text(m -> m.movement().item().merchant()).number(Numbered::number)
                .text(m -> m.movement().item().sku()).text(m -> m.movement().location()).text(m -> m.movement().kind().name())
                .number(m -> m.movement().change().onHand()).number(m -> m.movement().change().reserved())
                .number(m -> m.movement().change().committed()).number(m -> m.movement().change().incoming())
                .number(m -> m.movement().after().onHand()).number(m -> m.movement().after().reserved())
                .number(m -> m.movement().after().committed()).number(m -> m.movement().after().incoming())
                .uuid(m -> m.movement().order()).text(m -> m.movement().reason()).text(m -> m.movement().actor()));
    }

    /**
     * A movement is numbered within its SKU, by the version that its batch makes and its place in the batch: in order,
     * because a version is made once, and telling nobody how much others move, as one sequence for all would.
     */
    private Numbered numbered(Movement movement) {
        long first = (held.itemVersions().get(movement.item()) + 1) * MOVEMENTS_A_VERSION;
        return new Numbered(numbers.merge(movement.item(), first, (last, begin) -> last + 1), movement);
    }

    private void adjustments(Answers answers) {
        add(ADJUSTMENTS, Columns.of(answers.adjustments()).and(now).text(AdjustStock::merchant).uuid(AdjustStock::id)
                .text(AdjustStock::reason).text(AdjustStock::actor).text(answers::toAdjustment));
    }

    private void add(String sql, Columns<?> columns) {
        writes.add(sql, columns);
    }
}
