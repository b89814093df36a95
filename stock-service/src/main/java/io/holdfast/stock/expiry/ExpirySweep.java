package io.holdfast.stock.expiry;

import io.holdfast.stock.lane.Lanes;
import io.holdfast.stock.ledger.ExpireOrder;
import io.holdfast.stock.sweep.Sweeper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Puts due orders into the lanes. The ledger decides by the database's clock once it holds the order, so a look that comes
 * too early, or that another replica had before, does no harm.
 */
@ApplicationScoped
class ExpirySweep {

    private static final Logger LOG = Logger.getLogger(ExpirySweep.class);
    private static final int AT_ONCE = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String DUE = """
            select o.merchant, o.id, (select case count(*) when 1 then min(l.sku) end from order_line l
                where l.merchant = o.merchant and l.order_id = o.id) as only_sku
            from orders o where o.expires_at <= holdfast_now() and o.id <> all($1::uuid[]) order by o.expires_at limit %d""".formatted(AT_ONCE);
    private static final String NEXT = """
            select ceil(extract(epoch from min(expires_at) - holdfast_now()) * 1000)::bigint as ms
            from orders where expires_at is not null""";

    private final Pool pool;
    private final Releases releases;
    private final Sweeper sweeper;

    ExpirySweep(Vertx vertx, Pool pool, Lanes lanes) {
        this.pool = pool;
        this.releases = new Releases(lanes::submit, PATIENCE);
        this.sweeper = new Sweeper(vertx, "Due orders", this::sweep);
    }

    void start(@Observes StartupEvent event) {
        sweeper.start();
    }

    void stop(@Observes ShutdownEvent event) {
        sweeper.stop();
    }

    private Uni<Long> sweep() {
        return pool.preparedQuery(DUE).execute(Tuple.tuple().addValue(releases.underWay())).flatMap(rows -> release(rows).flatMap(all -> !all ? Uni.createFrom().nullItem()
                : rows.size() == AT_ONCE ? Uni.createFrom().item(Sweeper.SHORTEST_PAUSE_MS) : untilNext()));
    }

    /** Whether all of them went; one that did not is still due, and found again by the next look. */
    private Uni<Boolean> release(RowSet<Row> rows) {
        List<Uni<Boolean>> all = new ArrayList<>();
        rows.forEach(row -> all.add(releases.release(new ExpireOrder(row.getString("merchant"), row.getUUID("id")), row.getString("only_sku"))));
        // All at once: those that are stuck must not make the others wait behind them.
        return Multi.createFrom().iterable(all).onItem().transformToUni(release -> release).merge(AT_ONCE)
                .collect().asList().map(ends -> told(Collections.frequency(ends, false)));
    }

    private static boolean told(int failed) {
        if (failed > 0) {
            LOG.warnf("%d orders are due and could not be expired yet", failed);
        }
        return failed == 0;
    }

    private Uni<Long> untilNext() {
        return pool.query(NEXT).execute().map(rows -> rows.iterator().next().getLong("ms"));
    }
}
