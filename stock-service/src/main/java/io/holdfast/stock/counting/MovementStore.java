package io.holdfast.stock.counting;

import io.holdfast.stock.counting.MovementView.Units;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads the ledger's lines, oldest first. */
@ApplicationScoped
class MovementStore {

    private static final String LIST = """
            select id, at, kind, location, on_hand_change, reserved_change, committed_change, incoming_change,
                on_hand, reserved, committed, incoming, order_id, reason, actor
            from movement where merchant = $1 and sku = $2 and ($3::text is null or location = $3)
            and ($4::timestamptz is null or at >= $4) and ($5::bigint is null or id > $5)
            order by id limit $6""";

    private final Pool pool;

    MovementStore(Pool pool) {
        this.pool = pool;
    }

    /** What to list; null: whatever. {@code after}: the id that the page begins behind. */
    record Filter(String merchant, String sku, String location, Instant since, Long after) {}

    Uni<List<MovementView>> list(Filter filter, int limit) {
        Tuple parameters = Tuple.tuple().addValue(filter.merchant()).addValue(filter.sku()).addValue(filter.location())
                .addValue(filter.since() == null ? null : filter.since().atOffset(ZoneOffset.UTC))
                .addValue(filter.after()).addValue(limit);
        return pool.preparedQuery(LIST).execute(parameters).map(rows -> {
            List<MovementView> views = new ArrayList<>();
            rows.forEach(row -> views.add(view(row)));
            return views;
        });
    }

    private static MovementView view(Row row) {
        Units change = new Units(row.getLong("on_hand_change"), row.getLong("reserved_change"),
                row.getLong("committed_change"), row.getLong("incoming_change"));
        Units after = new Units(row.getLong("on_hand"), row.getLong("reserved"), row.getLong("committed"), row.getLong("incoming"));
        return new MovementView(row.getLong("id"), row.getOffsetDateTime("at").toInstant(), row.getString("kind"),
                row.getString("location"), change, after, row.getUUID("order_id"), row.getString("reason"), row.getString("actor"));
    }
}
