package io.holdfast.stock.audit;

import io.holdfast.service.database.OneMoment;
import io.holdfast.stock.lane.Lanes;
import io.holdfast.stock.ledger.CoverWaiting;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Goes through a merchant's SKUs in chunks, each of one snapshot, so that it can run beside orders however long it takes. */
@ApplicationScoped
class Auditing {

    private static final int SKUS_A_CHUNK = 500;

    private final Pool pool;
    private final RepairStore repairs;
    private final Lanes lanes;

    Auditing(Pool pool, RepairStore repairs, Lanes lanes) {
        this.pool = pool;
        this.repairs = repairs;
        this.lanes = lanes;
    }

    private record Chunk(List<String> skus, long levels, List<Difference> differences) {}

    /**
     * What is wrong.
     *
     * @param mender on whose behalf what is wrong is mended; null: it is only told
     */
    Uni<AuditResource.Audit> audit(String merchant, String mender) {
        AtomicReference<String> after = new AtomicReference<>();
        return Multi.createBy().repeating().uni(() -> chunk(merchant, after.get()).call(chunk -> mend(merchant, chunk, mender)))
                .whilst(chunk -> {
                    boolean more = chunk.skus().size() == SKUS_A_CHUNK;
                    after.set(more ? chunk.skus().get(SKUS_A_CHUNK - 1) : null);
                    return more;
                })
                .collect().asList().map(chunks -> {
                    List<Difference> found = chunks.stream().flatMap(chunk -> chunk.differences().stream()).toList();
                    long checked = chunks.stream().mapToLong(Chunk::levels).sum();
                    return new AuditResource.Audit(checked, found, mender == null ? null : found.size());
                });
    }

    private Uni<Void> mend(String merchant, Chunk chunk, String mender) {
        List<String> skus = chunk.differences().stream().map(Difference::sku).distinct().sorted().toList();
        return mender == null || skus.isEmpty() ? Uni.createFrom().voidItem()
                : repairs.mend(merchant, skus, mender).flatMap(mended -> lanes.submit(new CoverWaiting(merchant, skus))).replaceWithVoid();
    }

    private Uni<Chunk> chunk(String merchant, String after) {
        return OneMoment.read(pool, connection -> connection.preparedQuery(AuditStore.SKUS).execute(Tuple.of(merchant, after, SKUS_A_CHUNK))
                .flatMap(rows -> {
                    List<String> skus = new ArrayList<>();
                    long levels = 0;
                    for (Row row : rows) {
                        skus.add(row.getString("sku"));
                        levels += row.getLong("levels");
                    }
                    long checked = levels;
                    return AuditStore.read(connection, merchant, skus).map(found -> new Chunk(skus, checked, found.all()));
                }));
    }
}
