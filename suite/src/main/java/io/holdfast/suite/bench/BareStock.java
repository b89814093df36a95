package io.holdfast.suite.bench;

import io.holdfast.suite.bench.direct.ReservationSql;
import io.holdfast.suite.bench.load.Stock;
import io.holdfast.suite.launch.Database;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;

/** A database with the stock service's own schema, on the same server, that no service looks at: for what is measured without services. */
final class BareStock {

    static final String MERCHANT = "bench";
    static final String LOCATION = "W1";
    static final String CHANNEL = "web";
    /** So many that none runs out. */
    static final long UNITS = 1_000_000_000;
    /** Longer than any run, so that no reservation of one round ends in another. */
    static final String LIFE = "P1D";

    private static final String PLACES = """
            insert into location (merchant, code, name, kind) values ('bench', 'W1', 'Warehouse', 'WAREHOUSE')""";
    private static final String CHANNELS = """
            insert into channel (merchant, code, kind, locations, split_lines, trigger, unpaid_life, tracks_stock, priority, position, version)
            values ('bench', 'web', 'ONLINE', null, false, null, '%s', true, 100, 1, 1)""".formatted(LIFE);
    private static final String ITEMS = """
            insert into item (merchant, sku, tracking, in_stock, archived, bundle, variant_version, version)
            select 'bench', sku, 'QUANTITY', true, false, false, 1, 1 from bench_sku""";
    private static final String LEVELS = """
            insert into level (merchant, sku, location, on_hand, reserved, committed, incoming)
            select 'bench', sku, 'W1', %d, 0, 0, 0 from bench_sku""".formatted(UNITS);
    private static final String MOVEMENTS = """
            insert into movement (merchant, id, sku, location, at, kind, on_hand_change, reserved_change, committed_change, incoming_change,
                on_hand, reserved, committed, incoming, actor)
            select 'bench', %2$d, sku, 'W1', holdfast_now(), 'ADJUSTMENT', %1$d, 0, 0, 0, %1$d, 0, 0, 0, 'bench' from bench_sku"""
            .formatted(UNITS, ReservationSql.MOVEMENTS_A_VERSION);

    private BareStock() {}

    /** @param addresses of databases, by name */
    static Database create(UnaryOperator<String> addresses, String name, Stock one, Stock many) {
        new Database(addresses.apply("postgres")).run("create database \"" + name + "\"");
        Database database = new Database(addresses.apply(name));
        Flyway.configure().dataSource(database.jdbc(), null, null)
                .locations("classpath:db/clock", "classpath:db/messaging", "classpath:db/idempotency", "classpath:db/migration")
                .placeholders(Map.of("open_per_merchant", "none", "open_per_channel", "none")).load().migrate();
        database.run(ReservationSql.FUNCTION, PLACES, CHANNELS, """
                create temp table bench_sku as select '%s' as sku union all select '%s-' || i from generate_series(0, %d) as i"""
                .formatted(one.name(), many.name(), many.skus() - 1), ITEMS, LEVELS, MOVEMENTS);
        return database;
    }
}
