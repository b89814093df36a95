package io.holdfast.stock.counting;

import io.holdfast.stock.book.FactRows;
import io.holdfast.stock.book.ItemRows;
import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.ItemKey;
import io.holdfast.stock.ledger.Merchant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads items without locking them, as one snapshot. */
@ApplicationScoped
public class ItemStore {

    private static final String SKUS = """
            select sku from item where merchant = $1 and not archived and ($2::text is null or sku > $2) order by sku limit $3""";
    private static final String NOW = "select holdfast_now() as now";

    private final Pool pool;

    ItemStore(Pool pool) {
        this.pool = pool;
    }

    /** Items with the version of each, what is known of their merchant, and when that was so. */
    public record Snapshot(List<Item> items, Map<ItemKey, Long> versions, Merchant merchant, Instant asOf) {
        public long version(Item item) {
            return versions.get(item.key());
        }
    }

    /** SKUs of a merchant in their order, behind the one given. */
    public Uni<List<String>> skus(String merchant, String after, int limit) {
        return pool.preparedQuery(SKUS).execute(Tuple.of(merchant, after, limit)).map(rows -> {
            List<String> skus = new ArrayList<>();
            rows.forEach(row -> skus.add(row.getString("sku")));
            return skus;
        });
    }

    /** Those of the SKUs that are known, in key order. */
    public Uni<Snapshot> read(String merchant, List<String> skus) {
        String[] named = skus.stream().distinct().toArray(String[]::new);
        String[] merchants = new String[named.length];
        Arrays.fill(merchants, merchant);
        Tuple keys = Tuple.tuple().addValue(merchants).addValue(named);
        Tuple of = Tuple.tuple().addValue(new String[] {merchant});
        return pool.withConnection(connection -> connection.query("begin isolation level repeatable read, read only").execute()
                .flatMap(begun -> read(connection, merchant, keys, of))
                .eventually(() -> connection.query("commit").execute()));
    }

    private static Uni<Snapshot> read(SqlConnection connection, String merchant, Tuple keys, Tuple of) {
        List<Uni<RowSet<Row>>> queries = List.of(
                connection.preparedQuery(ItemRows.ITEMS).execute(keys),
                connection.preparedQuery(ItemRows.LEVELS).execute(keys),
                connection.preparedQuery(ItemRows.ALLOCATIONS).execute(keys),
                connection.preparedQuery(FactRows.LOCATIONS).execute(of),
                connection.preparedQuery(FactRows.CHANNELS).execute(of),
                connection.preparedQuery(FactRows.SETTINGS).execute(of),
                connection.preparedQuery(NOW).execute());
        return Uni.join().all(queries).andCollectFailures().map(rows -> new Snapshot(
                ItemRows.read(rows.get(0), rows.get(1), rows.get(2)), ItemRows.versions(rows.get(0)),
                FactRows.read(Set.of(merchant), rows.get(3), rows.get(4), rows.get(5)).get(merchant),
                rows.get(6).iterator().next().getOffsetDateTime("now").toInstant()));
    }
}
