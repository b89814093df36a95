package io.holdfast.suite.bench;

import io.holdfast.suite.bench.direct.ReservationSql;
import io.holdfast.suite.bench.load.Stock;

/**
 * Reservations put into the stock database by SQL, with all that belongs to them, so that placing them costs no time of the
 * minute in which they fall due; their deadlines are spread evenly over it. Their placing is told to nobody.
 */
final class DueReservations {

    private static final String DUE = """
            create table bench.due as
            select i, gen_random_uuid() as id, '%s-' || (i * 7919 %% %d) as sku,
                clock.now + make_interval(secs => %d + i * %f) as expires_at, clock.now as at
            from (select holdfast_now() as now) as clock, generate_series(0, %d) as i""";
    private static final String LOCK = """
            select from item where merchant = '%1$s' and sku in (select sku from bench.due) order by merchant, sku for no key update""";
    private static final String ITEMS = """
            update item set version = version + 1 where merchant = '%1$s' and sku in (select sku from bench.due)""";
    private static final String ORDERS = """
            insert into orders (merchant, id, channel, reference, content, state, trigger, on_terms, placed_by, expires_at, paid, created_at, version)
            select '%1$s', id, 'web', 'due-' || i, 'one unit', 'UNPAID', 'ON_ORDER', false, 'bench', expires_at, false, at, 1 from bench.due""";
    private static final String LINES = """
            insert into order_line (merchant, order_id, position, sku, quantity, counted, reserved, committed, fulfilled, backordered,
                returned, parts, draws, open, expires_at)
            select '%%1$s', id, 1, sku, 1, true, 1, 0, 0, 0, 0, %s, '[]', true, expires_at from bench.due"""
            .formatted(ReservationSql.parts("sku", "'W1'", 1));
    private static final String MOVEMENTS = """
            insert into movement (merchant, id, sku, location, at, kind, on_hand_change, reserved_change, committed_change, incoming_change,
                on_hand, reserved, committed, incoming, order_id, actor)
            select '%1$s', i.version * """ + ReservationSql.MOVEMENTS_A_VERSION + """
                 + d.nth, d.sku, l.location, d.at, 'RESERVATION', 0, 1, 0, 0,
                l.on_hand, l.reserved + d.nth, l.committed, l.incoming, d.id, 'bench'
            from (select due.*, row_number() over (partition by sku order by due.i) as nth from bench.due) as d
            join item i on i.merchant = '%1$s' and i.sku = d.sku
            join level l on l.merchant = '%1$s' and l.sku = d.sku and l.location = 'W1'""";
    private static final String LEVELS = """
            update level l set reserved = l.reserved + d.units
            from (select sku, count(*) as units from bench.due group by sku) as d
            where l.merchant = '%1$s' and l.sku = d.sku and l.location = 'W1'""";

    /** How many of them were released. */
    static final String RELEASED = """
            select count(*) from bench.due d join orders o on o.id = d.id where o.state = 'EXPIRED'""";
    /** A figure of {@code late}: seconds from the deadline to the decision that set the unit free. */
    static final String LATENESS = """
            select %s from (select extract(epoch from e.at - d.expires_at) as late
                from bench.due d join order_event e on e.order_id = d.id and e.kind = 'EXPIRY') as released""";

    private DueReservations() {}

    /** @param lead seconds from now to the first deadline */
    static String[] statements(String merchant, Stock stock, int count, double seconds, int lead) {
        return new String[] {"begin", "create schema bench",
                String.format(java.util.Locale.ROOT, DUE, stock.name(), stock.skus(), lead, seconds / count, count - 1),
                LOCK.formatted(merchant), ITEMS.formatted(merchant), ORDERS.formatted(merchant), LINES.formatted(merchant),
                MOVEMENTS.formatted(merchant), LEVELS.formatted(merchant), "commit", "analyze bench.due"};
    }

    static String quantile(double share) {
        return LATENESS.formatted("percentile_cont(" + share + ") within group (order by late)");
    }
}
