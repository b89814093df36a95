package io.holdfast.stock.expiry;

import io.holdfast.stock.lane.Lanes;
import io.holdfast.stock.ledger.ExpireOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Looks for due orders without locking, at the next known deadline and at least every 250 ms, and puts them into the lanes.
 * Every replica does; whoever is second finds nothing left to do. The ledger decides by the database's clock once it holds
 * the order, so a look that comes too early does no harm.
 */
@ApplicationScoped
class ExpirySweep {

    private static final Logger LOG = Logger.getLogger(ExpirySweep.class);
    private static final long LONGEST_PAUSE_MS = 250;
    private static final long SHORTEST_PAUSE_MS = 5;
    private static final int AT_ONCE = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String DUE = """
            select merchant, id from orders where expires_at <= holdfast_now() order by expires_at limit %d""".formatted(AT_ONCE);
    private static final String NEXT = """
            select ceil(extract(epoch from min(expires_at) - holdfast_now()) * 1000)::bigint as ms
            from orders where expires_at is not null""";

    private final Vertx vertx;
    private final Pool pool;
    private final Lanes lanes;
    private volatile boolean stopped;

    ExpirySweep(Vertx vertx, Pool pool, Lanes lanes) {
        this.vertx = vertx;
        this.pool = pool;
        this.lanes = lanes;
    }

    void start(@Observes StartupEvent event) {
        again(SHORTEST_PAUSE_MS);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void again(long pauseMs) {
        vertx.setTimer(pauseMs, timer -> {
            if (!stopped) {
                look();
            }
        });
    }

    private void look() {
        sweep().subscribe().with(this::again, failure -> {
            LOG.debugf("The sweep could not look, and will look again: %s", failure.getMessage());
            again(LONGEST_PAUSE_MS);
        });
    }

    /** Releases what is due; answers with the pause until the next look, in milliseconds. */
    private Uni<Long> sweep() {
        return pool.query(DUE).execute().flatMap(rows -> release(rows).flatMap(all -> !all ? Uni.createFrom().item(LONGEST_PAUSE_MS)
                : rows.size() == AT_ONCE ? Uni.createFrom().item(SHORTEST_PAUSE_MS) : untilNext()));
    }

    /** Whether all of them went; one that did not is still due, and found again by the next look. */
    private Uni<Boolean> release(RowSet<Row> rows) {
        List<Uni<Boolean>> releases = new ArrayList<>();
        for (Row row : rows) {
            releases.add(lanes.submit(new ExpireOrder(row.getString("merchant"), row.getUUID("id"))).replaceWith(true)
                    // One lane that is stuck must not keep the others' orders from expiring.
                    .ifNoItem().after(PATIENCE).fail()
                    .onFailure().invoke(failure -> LOG.warnf("Order %s is due and could not be expired yet: %s", row.getUUID("id"), failure))
                    .onFailure().recoverWithItem(false));
        }
        return Multi.createFrom().iterable(releases).onItem().transformToUniAndMerge(release -> release)
                .collect().asList().map(ends -> !ends.contains(false));
    }

    private Uni<Long> untilNext() {
        return pool.query(NEXT).execute().map(rows -> {
            Long ms = rows.iterator().next().getLong("ms");
            return ms == null ? LONGEST_PAUSE_MS : Math.max(SHORTEST_PAUSE_MS, Math.min(LONGEST_PAUSE_MS, ms));
        });
    }
}
