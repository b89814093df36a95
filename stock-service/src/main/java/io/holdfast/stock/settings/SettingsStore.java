package io.holdfast.stock.settings;

import io.holdfast.stock.merchant.FactVersions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** The settings of each merchant, one row each. */
final class SettingsStore {

    private static final String GET = "select settings from stock_settings where merchant = $1";
    private static final String PUT = """
            insert into stock_settings (merchant, settings, version) values ($1, $2, 1)
            on conflict (merchant) do update set settings = excluded.settings, version = stock_settings.version + 1""";

    private final Pool pool;

    SettingsStore(Pool pool) {
        this.pool = pool;
    }

    Uni<StockSettings> get(String merchant) {
        return pool.preparedQuery(GET).execute(Tuple.of(merchant)).map(rows ->
                rows.iterator().hasNext() ? StockSettings.read(rows.iterator().next().getString(0)) : StockSettings.DEFAULT);
    }

    Uni<StockSettings> put(String merchant, StockSettings settings) {
        return pool.withTransaction(transaction -> transaction.preparedQuery(PUT).execute(Tuple.of(merchant, settings.write()))
                .flatMap(put -> FactVersions.edited(transaction, List.of(merchant)))).replaceWith(settings);
    }
}
