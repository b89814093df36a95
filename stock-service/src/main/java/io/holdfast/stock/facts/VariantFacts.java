package io.holdfast.stock.facts;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.messaging.EventHandler;
import io.holdfast.messaging.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Variants become items: what can be counted and sold. */
@ApplicationScoped
class VariantFacts implements EventHandler {

    private static final String KEEP = """
            insert into item (merchant, sku, tracking, in_stock, archived, variant_version)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::boolean[], $6::bigint[])
                as n(merchant, sku, tracking, in_stock, archived, variant_version)
            order by n.merchant, n.sku
            on conflict (merchant, sku) do update set tracking = excluded.tracking, in_stock = excluded.in_stock,
                archived = excluded.archived, variant_version = excluded.variant_version, version = item.version + 1
            where item.variant_version < excluded.variant_version""";

    private final Events events;

    VariantFacts(Events events) {
        this.events = events;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.VARIANT_CHANGED);
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<Envelope> received) {
        Collection<Envelope> newest = Newest.of(received);
        List<VariantChanged> variants = newest.stream().map(e -> events.data(e, VariantChanged.class)).toList();
        Tuple rows = Tuple.tuple()
                .addValue(newest.stream().map(Envelope::merchant).toArray(String[]::new))
                .addValue(variants.stream().map(VariantChanged::sku).toArray(String[]::new))
                .addValue(variants.stream().map(VariantChanged::tracking).toArray(String[]::new))
                .addValue(variants.stream().map(v -> "IN_STOCK".equals(v.status())).toArray(Boolean[]::new))
                .addValue(variants.stream().map(VariantChanged::archived).toArray(Boolean[]::new))
                .addValue(newest.stream().map(Envelope::version).toArray(Long[]::new));
        return transaction.preparedQuery(KEEP).execute(rows).replaceWithVoid();
    }
}
