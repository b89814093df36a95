package io.holdfast.stock.advice;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads from the ledger what sold: units that were paid for and not given back, and those sold over the counter. */
@ApplicationScoped
class SalesStore {

    private static final String SALES = """
            with sold as (
                select sku, sum(case when kind = 'SALE' then -on_hand_change else committed_change end)::bigint as units
                from movement where merchant = $1 and at >= holdfast_now() - $2 * interval '1 day'
                    and kind in ('COMMITMENT', 'RELEASE', 'SALE') group by sku
            )
            select s.sku, greatest(s.units, 0) as sold,
                (select coalesce(sum(l.on_hand - l.reserved - l.committed), 0)::bigint from level l where l.merchant = $1 and l.sku = s.sku) as available
            from sold s order by s.units desc, s.sku limit $3""";
    private static final String AVAILABLE = """
            select coalesce(sum(on_hand - reserved - committed), 0)::bigint as available, holdfast_now() as now from level where merchant = $1""";

    private final Pool pool;

    SalesStore(Pool pool) {
        this.pool = pool;
    }

    /** How deep the stock of one SKU is. */
    record OfSku(String sku, Depth depth) {}

    /** Units available over all SKUs, and when that was so. */
    record Whole(long available, Instant now) {}

    /** What sold most comes first. */
    Uni<List<OfSku>> sales(String merchant, int limit) {
        return pool.preparedQuery(SALES).execute(Tuple.of(merchant, (double) Depth.DAYS, limit)).map(rows -> {
            List<OfSku> sales = new ArrayList<>();
            rows.forEach(row -> sales.add(new OfSku(row.getString("sku"), new Depth(row.getLong("available"), row.getLong("sold")))));
            return sales;
        });
    }

    Uni<Whole> whole(String merchant) {
        return pool.preparedQuery(AVAILABLE).execute(Tuple.of(merchant)).map(rows -> {
            Row row = rows.iterator().next();
            return new Whole(row.getLong("available"), row.getOffsetDateTime("now").toInstant());
        });
    }
}
