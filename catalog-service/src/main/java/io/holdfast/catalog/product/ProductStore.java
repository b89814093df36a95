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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table of products. A change to a product or to one of its variants locks the product's row first. */
@ApplicationScoped
class ProductStore {

    private static final String INSERT = """
            insert into product (merchant, id, name, created_at)
            select $1, n.id, n.name, $4 from unnest($2::uuid[], $3::text[]) as n (id, name)""";

    private static final String FIND = """
            select id, name, archived, version, created_at from product where merchant = $1 and id = $2""";

    private static final String LOCK = FIND + " for update";

    private static final String LOCK_OF_VARIANTS = """
            select id from product where merchant = $1
            and id in (select product_id from variant where merchant = $1 and sku = any($2)) order by id for update""";

    private static final String WITH_SEVERAL = """
            select product_id from variant where merchant = $1 and product_id = any($2) group by product_id having count(*) > 1""";

    private static final String UPDATE = """
            update product set name = $3, archived = $4, version = version + 1 where merchant = $1 and id = $2
            returning id, name, archived, version, created_at""";

    private static final String RENAME = """
            update product p set name = n.name, version = p.version + 1 from unnest($2::uuid[], $3::text[]) as n (id, name)
            where p.merchant = $1 and p.id = n.id""";

    Uni<Void> insert(SqlConnection transaction, String merchant, Map<UUID, String> names, Instant now) {
        Tuple values = Tuple.of(merchant, names.keySet().toArray(UUID[]::new), names.values().toArray(String[]::new), now.atOffset(ZoneOffset.UTC));
        return transaction.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    Uni<Optional<Product>> find(SqlClient client, String merchant, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(merchant, id)).map(ProductStore::first);
    }

    Uni<Optional<Product>> lock(SqlConnection transaction, String merchant, UUID id) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(merchant, id)).map(ProductStore::first);
    }

    /** Locks the products that have these variants, in order of their ids. */
    Uni<Void> lockOfVariants(SqlConnection transaction, String merchant, Collection<String> skus) {
        return transaction.preparedQuery(LOCK_OF_VARIANTS).execute(Tuple.of(merchant, skus.toArray(String[]::new))).replaceWithVoid();
    }

    /** Those of the products that have several variants. */
    Uni<Set<UUID>> withSeveral(SqlConnection transaction, String merchant, Collection<UUID> ids) {
        return transaction.preparedQuery(WITH_SEVERAL).execute(Tuple.of(merchant, ids.toArray(UUID[]::new))).map(rows -> {
            Set<UUID> several = new HashSet<>();
            rows.forEach(row -> several.add(row.getUUID("product_id")));
            return several;
        });
    }

    /** Of a product that is locked. */
    Uni<Product> update(SqlConnection transaction, String merchant, UUID id, ProductFields fields) {
        return transaction.preparedQuery(UPDATE).execute(Tuple.of(merchant, id, fields.name(), fields.archived()))
                .map(rows -> product(rows.iterator().next()));
    }

    /** Of products that are locked. */
    Uni<Void> rename(SqlConnection transaction, String merchant, Map<UUID, String> names) {
        return transaction.preparedQuery(RENAME)
                .execute(Tuple.of(merchant, names.keySet().toArray(UUID[]::new), names.values().toArray(String[]::new))).replaceWithVoid();
    }

    /** One product more than the limit, where there is one. */
    Uni<List<Product>> list(SqlClient client, String merchant, ProductFilter filter) {
        return client.preparedQuery(filter.sql()).execute(filter.values(merchant))
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
