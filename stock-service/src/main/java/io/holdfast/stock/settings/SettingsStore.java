package io.holdfast.stock.settings;

import io.holdfast.stock.merchant.FactVersions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** The settings of each merchant, one row each. */
public final class SettingsStore {

    private static final String GET = "select settings, version from stock_settings where merchant = $1";
    /** Where a version is expected, $3, another one is not overwritten. */
    private static final String PUT = """
            insert into stock_settings (merchant, settings, version) values ($1, $2, 1)
            on conflict (merchant) do update set settings = excluded.settings, version = stock_settings.version + 1
            where $3::bigint is null or stock_settings.version = $3
            returning settings, version""";

    private final Pool pool;

    public SettingsStore(Pool pool) {
        this.pool = pool;
    }

    /** Settings with their version; 0: nothing was chosen yet. */
    public record Versioned(StockSettings settings, long version) {}

    public Uni<Versioned> get(String merchant) {
        return pool.preparedQuery(GET).execute(Tuple.of(merchant)).map(rows -> rows.iterator().hasNext()
                ? versioned(rows.iterator().next()) : new Versioned(StockSettings.DEFAULT, 0));
    }

    /** None if they are of another version than the one expected; null: whatever they are. */
    Uni<Optional<Versioned>> put(String merchant, StockSettings settings, Long expected) {
        return pool.withTransaction(transaction -> transaction.preparedQuery(PUT).execute(Tuple.of(merchant, settings.write(), expected))
                .call(put -> FactVersions.edited(transaction, List.of(merchant)))
                .map(rows -> rows.iterator().hasNext() ? Optional.of(versioned(rows.iterator().next())) : Optional.empty()));
    }

    private static Versioned versioned(Row row) {
        return new Versioned(StockSettings.read(row.getString("settings")), row.getLong("version"));
    }
}
