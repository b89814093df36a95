package io.holdfast.stock.facts;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.messaging.EventHandler;
import io.holdfast.messaging.Events;
import io.holdfast.messaging.Newest;
import io.holdfast.stock.book.Columns;
import io.holdfast.stock.ledger.ItemKey;
import io.holdfast.stock.telling.RetellingStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Variants become items: what can be counted and sold. */
@ApplicationScoped
class VariantFacts implements EventHandler {

    /** Locked in key order, like everything that takes the lock of items; what is known already, as most that the broker brings, takes none. */
    private static final String KEEP = """
            insert into item (merchant, sku, tracking, in_stock, archived, bundle, variant_version)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::boolean[], $6::boolean[], $7::bigint[])
                as n(merchant, sku, tracking, in_stock, archived, bundle, variant_version)
            where n.variant_version > coalesce((select i.variant_version from item i where i.merchant = n.merchant and i.sku = n.sku), -1)
            order by n.merchant, n.sku
            on conflict (merchant, sku) do update set tracking = excluded.tracking, in_stock = excluded.in_stock,
                archived = excluded.archived, bundle = excluded.bundle, variant_version = excluded.variant_version,
                version = item.version + 1
            where item.variant_version < excluded.variant_version
            returning merchant, sku""";
    private static final String FORGET_COMPONENTS = """
            delete from bundle_component c using unnest($1::text[], $2::text[]) as k(merchant, sku)
            where c.merchant = k.merchant and c.bundle = k.sku
            returning c.merchant, c.sku""";
    private static final String KEEP_COMPONENTS = """
            insert into bundle_component (merchant, bundle, sku, quantity)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[])""";

    private final Events events;

    VariantFacts(Events events) {
        this.events = events;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.VARIANT_CHANGED);
    }

    /** Items are never forgotten, and know the version of their variant. */
    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<Envelope> received) {
        List<Variant> variants = Newest.of(received).stream()
                .map(e -> new Variant(e.merchant(), e.version(), events.data(e, VariantChanged.class))).toList();
        Columns<Variant> rows = Columns.of(variants).text(Variant::merchant).text(v -> v.data().sku()).text(v -> v.data().tracking())
                .flag(v -> "IN_STOCK".equals(v.data().status())).flag(v -> v.data().archived())
                .flag(v -> !v.data().bundle().isEmpty()).number(Variant::version);
        return transaction.preparedQuery(KEEP).execute(rows.tuple()).flatMap(kept -> {
            Set<ItemKey> newer = new HashSet<>();
            kept.forEach(row -> newer.add(new ItemKey(row.getString("merchant"), row.getString("sku"))));
            return keepComponents(transaction, variants.stream().filter(v -> newer.contains(v.key())).toList());
        });
    }

    /** What a bundle is made of; of a SKU that is none, nothing. What it was made of before may be free of its reserve now. */
    private static Uni<Void> keepComponents(SqlConnection transaction, List<Variant> newer) {
        Columns<Variant> bundles = Columns.of(newer).text(Variant::merchant).text(v -> v.data().sku());
        List<Component> components = newer.stream().flatMap(v -> v.data().bundle().stream().map(c -> new Component(v, c))).toList();
        Columns<Component> rows = Columns.of(components).text(c -> c.of().merchant()).text(c -> c.of().data().sku())
                .text(c -> c.component().sku()).number(c -> c.component().quantity());
        return transaction.preparedQuery(FORGET_COMPONENTS).execute(bundles.tuple())
                .flatMap(gone -> (components.isEmpty() ? Uni.createFrom().voidItem()
                        : transaction.preparedQuery(KEEP_COMPONENTS).execute(rows.tuple()).replaceWithVoid())
                        .flatMap(kept -> RetellingStore.remember(transaction, concerned(newer, gone))));
    }

    private static Tuple concerned(List<Variant> newer, RowSet<Row> formerComponents) {
        Set<ItemKey> concerned = new HashSet<>();
        newer.forEach(variant -> concerned.add(variant.key()));
        formerComponents.forEach(row -> concerned.add(new ItemKey(row.getString("merchant"), row.getString("sku"))));
        return Columns.of(concerned).text(ItemKey::merchant).text(ItemKey::sku).tuple();
    }

    private record Variant(String merchant, long version, VariantChanged data) {
        private ItemKey key() {
            return new ItemKey(merchant, data.sku());
        }
    }

    private record Component(Variant of, VariantChanged.Component component) {}
}
