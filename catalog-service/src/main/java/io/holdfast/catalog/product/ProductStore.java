package io.holdfast.catalog.product;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table of products. A change to a product or to one of its variants locks the product's row first. */
@ApplicationScoped
class ProductStore {

    private static final String INSERT = """
            insert into product (merchant, id, name, created_at) values ($1, $2, $3, $4)
            returning id, name, archived, version, created_at""";

    private static final String FIND = """
            select id, name, archived, version, created_at from product where merchant = $1 and id = $2""";

    private static final String LOCK = FIND + " for update";

    private static final String LOCK_OF_VARIANT = """
            select id, name, archived, version, created_at from product
            where merchant = $1 and id = (select product_id from variant where merchant = $1 and sku = $2) for update""";

    private static final String UPDATE = """
            update product set name = $3, archived = $4, version = version + 1 where merchant = $1 and id = $2
            returning id, name, archived, version, created_at""";

    private static final String LIST = """
            select id, name, archived, version, created_at from product p
            where p.merchant = $1 and not p.archived and ($2::uuid is null or p.id > $2)
            and exists (
                select from variant v left join low_alert a on a.merchant = v.merchant and a.sku = v.sku
                where v.merchant = p.merchant and v.product_id = p.id
                and ($3::text is null or v.tracking = $3)
                and (not $4 or a.since is not null)
                and ($5::text is null or p.name ilike $5 or v.sku ilike $5 or v.name ilike $5 or v.barcode ilike $5))
            order by p.id limit $6""";

    /**
     * Which products to list: those with a variant for which all of it holds.
     *
     * @param after the last id of the page before, or null
     * @param text to be found in the product's name or the variant's SKU, name or barcode, or null
     */
    record Filter(UUID after, String tracking, boolean low, String text, int limit) {}

    Uni<Product> insert(SqlConnection transaction, String merchant, UUID id, String name, Instant now) {
        return transaction.preparedQuery(INSERT).execute(Tuple.of(merchant, id, name, now.atOffset(ZoneOffset.UTC))).map(rows -> product(rows.iterator().next()));
    }

    Uni<Optional<Product>> find(SqlClient client, String merchant, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(merchant, id)).map(ProductStore::first);
    }

    Uni<Optional<Product>> lock(SqlConnection transaction, String merchant, UUID id) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(merchant, id)).map(ProductStore::first);
    }

    Uni<Optional<Product>> lockOfVariant(SqlConnection transaction, String merchant, String sku) {
        return transaction.preparedQuery(LOCK_OF_VARIANT).execute(Tuple.of(merchant, sku)).map(ProductStore::first);
    }

    /** Of a product that is locked. */
    Uni<Product> update(SqlConnection transaction, String merchant, UUID id, ProductFields fields) {
        return transaction.preparedQuery(UPDATE).execute(Tuple.of(merchant, id, fields.name(), fields.archived()))
                .map(rows -> product(rows.iterator().next()));
    }

    /** One product more than the limit, where there is one. */
    Uni<List<Product>> list(SqlClient client, String merchant, Filter filter) {
        String pattern = filter.text() == null ? null : "%" + filter.text().replaceAll("([\\\\%_])", "\\\\$1") + "%";
        Tuple values = Tuple.tuple().addValue(merchant).addValue(filter.after()).addValue(filter.tracking())
                .addValue(filter.low()).addValue(pattern).addValue(filter.limit() + 1);
        return client.preparedQuery(LIST).execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ProductStore::product).toList());
    }

    private static Optional<Product> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(product(rows.iterator().next()));
    }

    private static Product product(Row row) {
        return new Product(row.getUUID("id"), row.getString("name"), row.getBoolean("archived"), row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(), List.of());
    }
}
