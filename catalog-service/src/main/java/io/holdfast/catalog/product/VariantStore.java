package io.holdfast.catalog.product;

import io.holdfast.catalog.product.Variant.Alert;
import io.holdfast.catalog.product.VariantFields.LowStock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The table of variants, read with their products and alerts. */
@ApplicationScoped
class VariantStore {

    // In order of SKU: two products that claim the same SKUs wait for each other instead of deadlocking.
    private static final String INSERT = """
            insert into variant (merchant, product_id, created_at, sku, place, name, barcode, tracking, status, unit_cost, threshold, notify)
            select $1, p.id, p.created_at, v.sku, v.place, v.name, v.barcode, v.tracking, v.status, v.unit_cost::numeric, v.threshold, v.notify
            from unnest($3::text[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::boolean[])
                as v (sku, place, name, barcode, tracking, status, unit_cost, threshold, notify)
            join product p on p.merchant = $1 and p.id = $2
            order by v.sku
            on conflict (merchant, sku) do nothing
            returning sku""";

    private static final String SELECT = """
            select v.product_id, p.name as product_name, p.archived, v.sku, v.name, v.barcode, v.tracking, v.status, v.unit_cost,
                v.threshold, v.notify, v.version, v.created_at, a.since, a.available, a.threshold as alert_threshold
            from variant v
            join product p on p.merchant = v.merchant and p.id = v.product_id
            left join low_alert a on a.merchant = v.merchant and a.sku = v.sku
            """;

    private static final String OF_PRODUCTS = SELECT + "where v.merchant = $1 and v.product_id = any($2) order by v.product_id, v.place";

    private static final String BY_SKUS = SELECT + "where v.merchant = $1 and v.sku = any($2)";

    private static final String TOUCH = """
            update variant set version = version + 1 where merchant = $1 and product_id = $2""";

    private static final String UPDATE = """
            update variant set name = $3, barcode = $4, tracking = $5, status = $6, unit_cost = $7::text::numeric, threshold = $8,
                notify = $9, version = version + 1
            where merchant = $1 and sku = $2""";

    /** The SKUs that were free; the others are left out. Each SKU at most once. */
    Uni<Set<String>> insert(SqlConnection transaction, String merchant, UUID product, List<VariantFields> variants) {
        Tuple columns = Tuple.tuple().addValue(merchant).addValue(product)
                .addValue(column(variants, VariantFields::sku, String[]::new))
                .addValue(IntStream.range(0, variants.size()).boxed().toArray(Integer[]::new))
                .addValue(column(variants, VariantFields::name, String[]::new))
                .addValue(column(variants, VariantFields::barcode, String[]::new))
                .addValue(column(variants, VariantFields::tracking, String[]::new))
                .addValue(column(variants, VariantFields::status, String[]::new))
                .addValue(column(variants, v -> Objects.toString(v.unitCost(), null), String[]::new))
                .addValue(column(variants, VariantFields::threshold, Long[]::new))
                .addValue(column(variants, VariantFields::notifies, Boolean[]::new));
        return transaction.preparedQuery(INSERT).execute(columns)
                .map(rows -> stream(rows).map(row -> row.getString("sku")).collect(Collectors.toSet()));
    }

    /** In the order of products' ids, then of their places. */
    Uni<List<Variant>> ofProducts(SqlClient client, String merchant, Collection<UUID> products) {
        return client.preparedQuery(OF_PRODUCTS).execute(Tuple.of(merchant, products.toArray(UUID[]::new))).map(VariantStore::variants);
    }

    Uni<List<Variant>> bySkus(SqlClient client, String merchant, Collection<String> skus) {
        return client.preparedQuery(BY_SKUS).execute(Tuple.of(merchant, skus.toArray(String[]::new))).map(VariantStore::variants);
    }

    Uni<Optional<Variant>> find(SqlClient client, String merchant, String sku) {
        return bySkus(client, merchant, List.of(sku)).map(found -> found.stream().findFirst());
    }

    /** A new version of each variant of a product that is locked: what they take from the product has changed. */
    Uni<Void> touch(SqlConnection transaction, String merchant, UUID product) {
        return transaction.preparedQuery(TOUCH).execute(Tuple.of(merchant, product)).replaceWithVoid();
    }

    /** Of a variant whose product is locked. */
    Uni<Void> update(SqlConnection transaction, String merchant, VariantFields fields) {
        Tuple values = Tuple.tuple().addValue(merchant).addValue(fields.sku()).addValue(fields.name()).addValue(fields.barcode())
                .addValue(fields.tracking()).addValue(fields.status()).addValue(Objects.toString(fields.unitCost(), null))
                .addValue(fields.threshold()).addValue(fields.notifies());
        return transaction.preparedQuery(UPDATE).execute(values).replaceWithVoid();
    }

    private static <T> T[] column(List<VariantFields> variants, Function<VariantFields, T> value, IntFunction<T[]> array) {
        return variants.stream().map(value).toArray(array);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static List<Variant> variants(RowSet<Row> rows) {
        return stream(rows).map(VariantStore::variant).toList();
    }

    private static Variant variant(Row row) {
        Long threshold = row.getLong("threshold");
        VariantFields fields = new VariantFields(row.getString("sku"), row.getString("name"), row.getString("barcode"),
                row.getString("tracking"), row.getString("status"), row.getBigDecimal("unit_cost"),
                threshold == null ? null : new LowStock(threshold, row.getBoolean("notify")));
        OffsetDateTime since = row.getOffsetDateTime("since");
        Alert alert = since == null ? null : new Alert(since.toInstant(), row.getLong("available"), row.getLong("alert_threshold"));
        return new Variant(row.getUUID("product_id"), row.getString("product_name"), row.getBoolean("archived"), fields,
                row.getLong("version"), row.getOffsetDateTime("created_at").toInstant(), alert);
    }
}
