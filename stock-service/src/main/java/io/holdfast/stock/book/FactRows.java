package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Channel;
import io.holdfast.stock.ledger.Life;
import io.holdfast.stock.ledger.Merchant;
import io.holdfast.stock.ledger.Settings;
import io.holdfast.stock.ledger.Trigger;
import io.holdfast.stock.settings.StockSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What decisions need to know of merchants: their locations, channels and settings. */
public final class FactRows {

    /** Codes in the order of creation. */
    private static final String LOCATIONS = """
            select merchant, code from location where merchant = any($1::text[]) order by merchant, position""";
    private static final String CHANNELS = """
            select merchant, code, kind, locations, split_lines, trigger, unpaid_life, tracks_stock, priority, position
            from channel where merchant = any($1::text[])""";
    private static final String SETTINGS = """
            select merchant, settings from stock_settings where merchant = any($1::text[])""";
    private FactRows() {}

    /** As they are in the connection's transaction; of a merchant that nothing is known of, the defaults. */
    public static Uni<Map<String, Merchant>> read(SqlConnection connection, Set<String> merchants) {
        Tuple of = Tuple.tuple().addValue(merchants.toArray(String[]::new));
        return new Pipeline(connection).add(LOCATIONS, of).add(CHANNELS, of).add(SETTINGS, of).answers()
                .map(rows -> read(merchants, rows.of(LOCATIONS), rows.of(CHANNELS), rows.of(SETTINGS)));
    }

    private static Map<String, Merchant> read(Set<String> merchants, Iterable<Row> locations, Iterable<Row> channels, Iterable<Row> settings) {
        Map<String, List<String>> codes = new HashMap<>();
        locations.forEach(row -> codes.computeIfAbsent(row.getString("merchant"), k -> new ArrayList<>()).add(row.getString("code")));
        Map<String, Map<String, Channel>> byCode = new HashMap<>();
        channels.forEach(row -> byCode.computeIfAbsent(row.getString("merchant"), k -> new HashMap<>())
                .put(row.getString("code"), channel(row)));
        Map<String, Settings> chosen = new HashMap<>();
        settings.forEach(row -> chosen.put(row.getString("merchant"), StockSettings.read(row.getString("settings")).forLedger()));
        Map<String, Merchant> facts = new HashMap<>();
        merchants.forEach(m -> facts.put(m, new Merchant(m, codes.getOrDefault(m, List.of()), byCode.getOrDefault(m, Map.of()),
                chosen.getOrDefault(m, StockSettings.DEFAULT.forLedger()))));
        return facts;
    }

    private static Channel channel(Row row) {
        String[] locations = row.getArrayOfStrings("locations");
        String trigger = row.getString("trigger");
        return new Channel(row.getString("code"), Channel.Kind.valueOf(row.getString("kind")),
                locations == null ? null : List.of(locations), row.getBoolean("split_lines"),
                trigger == null ? null : Trigger.valueOf(trigger), life(row.getString("unpaid_life")),
                row.getBoolean("tracks_stock"), row.getInteger("priority"), row.getLong("position"));
    }

    private static Life life(String text) {
        return text == null ? null : text.equals("NEVER") ? Life.NEVER : new Life(Duration.parse(text));
    }
}
