package io.holdfast.allocation.allocation;

import io.holdfast.allocation.rules.Window;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Which {@code RESERVE}s lay claim to the units that an allocation of a SKU is about. */
@ApplicationScoped
class ClaimStore {

    private static final String CLAIMS = """
            with counted as (
                -- The SKU itself, or the components of a bundle, which has no units of its own.
                select component as sku from variant_component where merchant = $1 and bundle = $2
                union all
                select $2 where not exists (select from variant_component where merchant = $1 and bundle = $2)
            ), claim as (
                select k.sku as unit, a.sku, a.id, a.quantity, 1::bigint as each, a.starts_at, a.ends_at
                from counted k join allocation a on a.merchant = $1 and a.sku = k.sku
                where a.purpose = 'RESERVE'
                union all
                select k.sku, a.sku, a.id, a.quantity, c.quantity, a.starts_at, a.ends_at
                from counted k
                join variant_component c on c.merchant = $1 and c.component = k.sku
                join allocation a on a.merchant = $1 and a.sku = c.bundle
                where a.purpose = 'RESERVE'
            )
            select unit, sku, id, quantity, each, starts_at, ends_at from claim order by unit, id""";

    /**
     * A claim of one {@code RESERVE} on the units of one SKU.
     *
     * @param unit the SKU whose units are claimed; of a bundle, a component
     * @param sku of the {@code RESERVE}
     * @param quantity of the {@code RESERVE}
     * @param each units for each of the quantity
     */
    record Claim(String unit, String sku, UUID id, long quantity, long each, Window window) {

        boolean isOfBundle() {
            return !sku.equals(unit);
        }
    }

    /** In the order of units. */
    Uni<List<Claim>> claims(SqlClient client, String merchant, String sku) {
        return client.preparedQuery(CLAIMS).execute(Tuple.of(merchant, sku))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ClaimStore::claim).toList());
    }

    private static Claim claim(Row row) {
        return new Claim(row.getString("unit"), row.getString("sku"), row.getUUID("id"), row.getLong("quantity"), row.getLong("each"),
                new Window(AllocationStore.time(row, "starts_at"), AllocationStore.time(row, "ends_at")));
    }
}
