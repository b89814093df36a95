package io.holdfast.catalog.product;

import static io.holdfast.catalog.product.VariantRows.SELECT;
import static io.holdfast.catalog.product.VariantRows.WRITTEN;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The table of variants, read with their products and alerts. */
@ApplicationScoped
class VariantStore {

    /** What a list is searched by: no name, SKU or barcode holds the line break between them. */
    private static final String SEARCHED = "concat_ws(E'\\n', p.name, v.sku, v.name, v.barcode)";

    // In order of SKU: two products that claim the same SKUs wait for each other instead of deadlocking.
    private static final String INSERT = """
            insert into variant (merchant, product_id, place, created_at, searched, sku, name, barcode, tracking, status, unit_cost,
                threshold, notify, location_thresholds, location_notify, par, bundle)
            select $1, p.id, a.place, $16, %s, v.sku, v.name, v.barcode, v.tracking, v.status, v.unit_cost,
                v.threshold, v.notify, v.location_thresholds, v.location_notify, v.par, v.bundle
            from %s
            join unnest($2::text[], $14::uuid[], $15::integer[]) as a (sku, product_id, place) on a.sku = v.sku
            join product p on p.merchant = $1 and p.id = a.product_id
            order by v.sku
            on conflict (merchant, sku) do nothing
            returning sku""".formatted(SEARCHED, WRITTEN);

    private static final String OF_PRODUCTS = SELECT + "where v.merchant = $1 and v.product_id = any($2) order by v.product_id, v.place";

    private static final String BY_SKUS = SELECT + "where v.merchant = $1 and v.sku = any($2)";

    private static final String AFTER = SELECT + """
            where v.merchant = $1 and not p.archived and ($2::text is null or v.sku > $2) order by v.sku limit $3""";

    private static final String IN_USE = """
            select distinct c ->> 'sku' as component, b.sku as bundle
            from variant b cross join lateral jsonb_array_elements(b.bundle) as c
            where b.merchant = $1 and b.bundle is not null and c ->> 'sku' = any($2)""";

    private static final String TOUCH = """
            update variant v set version = v.version + 1, searched = %s
            from product p where p.merchant = v.merchant and p.id = v.product_id and v.merchant = $1 and v.product_id = $2"""
            .formatted(SEARCHED);

    private static final String UPDATE = """
            update variant w set name = v.name, barcode = v.barcode, tracking = v.tracking, status = v.status, unit_cost = v.unit_cost,
                threshold = v.threshold, notify = v.notify, location_thresholds = v.location_thresholds,
                location_notify = v.location_notify, par = v.par, bundle = v.bundle, version = w.version + 1, searched = %s
            from %s, product p
            where w.merchant = $1 and w.sku = v.sku and p.merchant = $1 and p.id = w.product_id""".formatted(SEARCHED, WRITTEN);

    /** A variant on its way into the table. */
    record Placed(UUID product, int place, VariantFields fields) {}

    /** The SKUs that were free; the others are left out. Each SKU at most once. */
    Uni<Set<String>> insert(SqlConnection transaction, String merchant, List<Placed> variants, Instant now) {
        Tuple columns = VariantRows.addTo(Tuple.tuple().addValue(merchant), variants.stream().map(Placed::fields).toList())
                .addValue(variants.stream().map(Placed::product).toArray(UUID[]::new))
                .addValue(variants.stream().map(Placed::place).toArray(Integer[]::new))
                .addValue(now.atOffset(ZoneOffset.UTC));
        return transaction.preparedQuery(INSERT).execute(columns)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getString("sku")).collect(Collectors.toSet()));
    }

    /** In the order of products' ids, then of their places. */
    Uni<List<Variant>> ofProducts(SqlClient client, String merchant, Collection<UUID> products) {
        return client.preparedQuery(OF_PRODUCTS).execute(Tuple.of(merchant, products.toArray(UUID[]::new))).map(VariantRows::variants);
    }

    Uni<List<Variant>> bySkus(SqlClient client, String merchant, Collection<String> skus) {
        return client.preparedQuery(BY_SKUS).execute(Tuple.of(merchant, skus.toArray(String[]::new))).map(VariantRows::variants);
    }

    Uni<Optional<Variant>> find(SqlClient client, String merchant, String sku) {
        return bySkus(client, merchant, List.of(sku)).map(found -> found.stream().findFirst());
    }

    /** Those that are not archived, in order of their SKUs, behind the one given. */
    Uni<List<Variant>> after(SqlClient client, String merchant, String sku, int limit) {
        return client.preparedQuery(AFTER).execute(Tuple.of(merchant, sku, limit)).map(VariantRows::variants);
    }

    /** Bundles by those of the SKUs that they are made of. */
    Uni<Map<String, Set<String>>> inUse(SqlConnection transaction, String merchant, Collection<String> skus) {
        return transaction.preparedQuery(IN_USE).execute(Tuple.of(merchant, skus.toArray(String[]::new))).map(rows -> {
            Map<String, Set<String>> bundles = new HashMap<>();
            rows.forEach(row -> bundles.computeIfAbsent(row.getString("component"), key -> new HashSet<>()).add(row.getString("bundle")));
            return bundles;
        });
    }

    /** A new version of each variant of a product that is locked: what they take from the product has changed. */
    Uni<Void> touch(SqlConnection transaction, String merchant, UUID product) {
        return transaction.preparedQuery(TOUCH).execute(Tuple.of(merchant, product)).replaceWithVoid();
    }

    /** Of variants whose products are locked; each gets a new version. */
    Uni<Void> update(SqlConnection transaction, String merchant, List<VariantFields> variants) {
        return transaction.preparedQuery(UPDATE).execute(VariantRows.addTo(Tuple.tuple().addValue(merchant), variants)).invoke(rows -> {
            if (rows.rowCount() != variants.size()) {
                throw new IllegalStateException("Of " + variants.size() + " locked variants " + rows.rowCount() + " were there");
            }
        }).replaceWithVoid();
    }
}
