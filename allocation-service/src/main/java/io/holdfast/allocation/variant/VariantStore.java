package io.holdfast.allocation.variant;

import io.holdfast.contracts.VariantChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The tables of variants and of what bundles are made of. */
@ApplicationScoped
class VariantStore {

    // In order of the key: two batches that overlap wait for each other instead of deadlocking. What is known already, as most
    // that the broker brings, is not even locked.
    private static final String KEEP = """
            insert into variant (merchant, sku, name, archived, version)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::bigint[]) as n (merchant, sku, name, archived, version)
            where n.version > coalesce((select v.version from variant v where v.merchant = n.merchant and v.sku = n.sku), -1)
            order by n.merchant, n.sku
            on conflict (merchant, sku) do update set name = excluded.name, archived = excluded.archived, version = excluded.version
            where variant.version < excluded.version
            returning merchant, sku""";

    private static final String FORGET_COMPONENTS = """
            delete from variant_component c using unnest($1::text[], $2::text[]) as n (merchant, sku)
            where c.merchant = n.merchant and c.bundle = n.sku""";

    private static final String KEEP_COMPONENTS = """
            insert into variant_component (merchant, bundle, component, quantity)
            select n.merchant, n.bundle, n.component, sum(n.quantity)
            from unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) as n (merchant, bundle, component, quantity)
            group by n.merchant, n.bundle, n.component""";

    private static final String KNOWN = "select sku from variant where merchant = $1 and sku = any($2)";

    /** A variant as an event said it. */
    record Told(String merchant, long version, VariantChanged variant) {

        private Key key() {
            return new Key(merchant, variant.sku());
        }
    }

    private record Key(String merchant, String sku) {}

    private record Part(Key bundle, VariantChanged.Component component) {}

    /** Keeps what is newer than what is there. Each SKU at most once. */
    Uni<Void> keep(SqlConnection transaction, List<Told> told) {
        Tuple columns = Tuple.tuple()
                .addValue(told.stream().map(Told::merchant).toArray(String[]::new))
                .addValue(told.stream().map(t -> t.variant().sku()).toArray(String[]::new))
                .addValue(told.stream().map(t -> t.variant().name()).toArray(String[]::new))
                .addValue(told.stream().map(t -> t.variant().archived()).toArray(Boolean[]::new))
                .addValue(told.stream().map(Told::version).toArray(Long[]::new));
        return transaction.preparedQuery(KEEP).execute(columns).flatMap(rows -> {
            Set<Key> newer = StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> new Key(row.getString("merchant"), row.getString("sku"))).collect(Collectors.toSet());
            return keepComponents(transaction, told.stream().filter(t -> newer.contains(t.key())).toList());
        });
    }

    private static Uni<Void> keepComponents(SqlConnection transaction, List<Told> newer) {
        Tuple bundles = Tuple.tuple()
                .addValue(newer.stream().map(Told::merchant).toArray(String[]::new))
                .addValue(newer.stream().map(t -> t.variant().sku()).toArray(String[]::new));
        List<Part> parts = newer.stream().flatMap(t -> t.variant().bundle().stream().map(c -> new Part(t.key(), c))).toList();
        Tuple components = Tuple.tuple()
                .addValue(parts.stream().map(p -> p.bundle().merchant()).toArray(String[]::new))
                .addValue(parts.stream().map(p -> p.bundle().sku()).toArray(String[]::new))
                .addValue(parts.stream().map(p -> p.component().sku()).toArray(String[]::new))
                .addValue(parts.stream().map(p -> p.component().quantity()).toArray(Long[]::new));
        return transaction.preparedQuery(FORGET_COMPONENTS).execute(bundles)
                .flatMap(forgotten -> parts.isEmpty() ? Uni.createFrom().voidItem()
                        : transaction.preparedQuery(KEEP_COMPONENTS).execute(components).replaceWithVoid());
    }

    /** Those of the SKUs that the merchant has, archived ones included. */
    Uni<Set<String>> known(SqlClient client, String merchant, Set<String> skus) {
        return client.preparedQuery(KNOWN).execute(Tuple.of(merchant, skus.toArray(String[]::new))).map(rows ->
                StreamSupport.stream(rows.spliterator(), false).map(row -> row.getString("sku")).collect(Collectors.toSet()));
    }
}
