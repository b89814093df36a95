package io.holdfast.suite.bench.direct;

/**
 * What a reservation reads and writes in the product's own schema, statement by statement, and the same as a function.
 * It is what most shops do to keep the promises: the level, the order, its line, the movement, and an event for each order.
 */
public final class ReservationSql {

    /** A movement's number is its item's version times this, as the stock service numbers its own: else both would meet. */
    public static final long MOVEMENTS_A_VERSION = 10_000_000;

    static final String LOCK = """
            select i.version, l.on_hand, l.reserved, l.committed
            from item i join level l using (merchant, sku)
            where i.merchant = $1 and i.sku = $2 and l.location = $3 for update""";
    static final String TAKE = """
            with numbered as (update item set version = $4 where merchant = $1 and sku = $2)
            update level set reserved = $5 where merchant = $1 and sku = $2 and location = $3""";
    static final String ORDER = """
            insert into orders (merchant, id, channel, reference, content, state, trigger, on_terms, placed_by, expires_at, paid, created_at, version)
            values ($1, $2, $3, $4, 'one unit', 'UNPAID', 'ON_ORDER', false, 'bench', holdfast_now() + interval '1 day', false, holdfast_now(), 1)""";
    static final String LINE = """
            insert into order_line (merchant, order_id, position, sku, quantity, counted, reserved, committed, fulfilled, backordered,
                returned, parts, draws, open, expires_at)
            values ($1, $2, 1, $3, 1, true, 1, 0, 0, 0, 0, %s, '[]', true, holdfast_now() + interval '1 day')"""
            .formatted(parts("$3", "$4", 1));
    static final String MOVEMENT = """
            insert into movement (merchant, id, sku, location, at, kind, on_hand_change, reserved_change, committed_change, incoming_change,
                on_hand, reserved, committed, incoming, order_id, actor)
            values ($1, $4::bigint * %d, $2, $3, holdfast_now(), 'RESERVATION', 0, 1, 0, 0, $6, $7, $8, 0, $5, 'bench')"""
            .formatted(MOVEMENTS_A_VERSION);
    static final String EVENT = """
            insert into outbox (partition, aggregate, event_id, type, envelope)
            values (0, $1::text || '/' || $2::uuid, $2, 'stock.order-changed.v1',
                '{"channel":"' || $3::text || '","reference":"' || $4::text || '","state":"UNPAID"}')""";
    static final String CALL = "select bench.reserve($1, $2, $3, $4, $5, $6)";

    /** Makes the function, in a schema of the bench's own. */
    public static final String FUNCTION = """
            create schema bench;
            create function bench.reserve(of_merchant text, of_sku text, at_location text, order_id uuid, of_channel text, of_reference text)
                returns boolean language plpgsql as $$
            declare
                held record;
                now timestamptz;
            begin
                select i.version, l.on_hand, l.reserved, l.committed into held
                from item i join level l using (merchant, sku)
                where i.merchant = of_merchant and i.sku = of_sku and l.location = at_location for update;
                if held.on_hand - held.reserved - held.committed < 1 then
                    return false;
                end if;
                now := holdfast_now();
                update item set version = held.version + 1 where merchant = of_merchant and sku = of_sku;
                update level set reserved = held.reserved + 1 where merchant = of_merchant and sku = of_sku and location = at_location;
                insert into orders (merchant, id, channel, reference, content, state, trigger, on_terms, placed_by, expires_at, paid, created_at, version)
                values (of_merchant, order_id, of_channel, of_reference, 'one unit', 'UNPAID', 'ON_ORDER', false, 'bench', now + interval '1 day', false, now, 1);
                insert into order_line (merchant, order_id, position, sku, quantity, counted, reserved, committed, fulfilled, backordered,
                    returned, parts, draws, open, expires_at)
                values (of_merchant, order_id, 1, of_sku, 1, true, 1, 0, 0, 0, 0, %s, '[]', true, now + interval '1 day');
                insert into movement (merchant, id, sku, location, at, kind, on_hand_change, reserved_change, committed_change, incoming_change,
                    on_hand, reserved, committed, incoming, order_id, actor)
                values (of_merchant, (held.version + 1) * %d, of_sku, at_location, now, 'RESERVATION', 0, 1, 0, 0,
                    held.on_hand, held.reserved + 1, held.committed, 0, order_id, 'bench');
                insert into outbox (partition, aggregate, event_id, type, envelope)
                values (0, of_merchant || '/' || order_id, order_id, 'stock.order-changed.v1',
                    '{"channel":"' || of_channel || '","reference":"' || of_reference || '","state":"UNPAID"}');
                return true;
            end $$""".formatted(parts("of_sku", "at_location", 1), MOVEMENTS_A_VERSION);

    private ReservationSql() {}

    /**
     * What a line of one unit takes, as the product stores it.
     *
     * @param sku an SQL expression, like {@code location}
     * @param reserved 1, or 0 for a unit that has shipped
     */
    public static String parts(String sku, String location, int reserved) {
        return """
                '[{"sku":"' || %s::text || '","perUnit":1,"counted":true,"holds":[{"location":"' || %s::text
                    || '","reserved":%d,"committed":0,"fulfilled":%d}],"backordered":0}]'""".formatted(sku, location, reserved, 1 - reserved);
    }
}
