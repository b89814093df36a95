package io.holdfast.stock.counting;

import io.holdfast.service.database.OneMoment;
import io.holdfast.stock.book.FactRows;
import io.holdfast.stock.book.ItemRows;
import io.holdfast.stock.ledger.Channel;
import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.ItemKey;
import io.holdfast.stock.ledger.Merchant;
import io.holdfast.stock.ledger.Offer;
import io.holdfast.stock.ledger.Stock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads items without locking them, as one snapshot. */
@ApplicationScoped
public class ItemStore {

    private static final String SKUS = """
            select sku from item where merchant = $1 and not archived and ($2::text is null or sku > $2) order by sku limit $3""";
    /** The SKUs, what they are made of, and the bundles that any of these are part of: what the formula looks at. */
    private static final String RELATED = """
            with exploded as (
                select sku from unnest($2::text[]) as n(sku)
                union
                select c.sku from unnest($2::text[]) as n(bundle) join bundle_component c on c.merchant = $1 and c.bundle = n.bundle
            )
            select sku from exploded
            union
            select c.bundle from exploded e join bundle_component c on c.merchant = $1 and c.sku = e.sku""";
    private static final String NOW = "select holdfast_now() as now";

    private final Pool pool;

    ItemStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Items as they were at one moment.
     *
     * @param items those that were asked for and are known, in key order
     * @param stock these and the ones that they are made of
     */
    public record Snapshot(List<Item> items, Stock stock, Map<ItemKey, Long> versions, Merchant merchant, Instant asOf) {

        public long version(Item item) {
            return versions.get(item.key());
        }

        public Offer offer(Item item, Channel channel) {
            return Offer.of(stock, item, channel, merchant, asOf);
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
        String[] asked = skus.stream().distinct().toArray(String[]::new);
        return OneMoment.read(pool, connection -> connection.preparedQuery(RELATED).execute(Tuple.of(merchant, asked))
                .flatMap(related -> read(connection, merchant, Set.of(asked), related)));
    }

    private static Uni<Snapshot> read(SqlConnection connection, String merchant, Set<String> asked, RowSet<Row> related) {
        List<String> skus = new ArrayList<>();
        related.forEach(row -> skus.add(row.getString("sku")));
        Tuple keys = Tuple.tuple().addValue(Collections.nCopies(skus.size(), merchant).toArray(String[]::new)).addValue(skus.toArray(String[]::new));
        List<Uni<RowSet<Row>>> queries = List.of(
                connection.preparedQuery(ItemRows.ITEMS).execute(keys),
                connection.preparedQuery(NOW).execute());
        return Uni.join().all(queries).andCollectFailures().flatMap(rows -> FactRows.read(connection, Set.of(merchant)).map(facts -> {
            List<Item> items = ItemRows.read(rows.get(0));
            return new Snapshot(items.stream().filter(item -> asked.contains(item.key().sku())).toList(), new Stock(items),
                    ItemRows.versions(rows.get(0)), facts.get(merchant),
                    rows.get(1).iterator().next().getOffsetDateTime("now").toInstant());
        }));
    }
}
