package io.holdfast.notification.alert;

import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Orders that are or were short. */
@ApplicationScoped
class ShortageStore {

    // An older event changes nothing but the day on which the order became short.
    private static final String SAVE = """
            insert into shortage as s (merchant, order_id, version, open, since, changed_at, channel, reference, lines)
            select n.merchant, n.order_id, n.version, n.open, n.since, n.changed_at, n.channel, n.reference, n.lines::jsonb
            from unnest($1::text[], $2::uuid[], $3::bigint[], $4::boolean[], $5::timestamptz[], $6::timestamptz[],
                $7::text[], $8::text[], $9::text[])
                as n (merchant, order_id, version, open, since, changed_at, channel, reference, lines)
            order by n.merchant, n.order_id
            on conflict (merchant, order_id) do update
            set since = least(s.since, excluded.since),
                open = case when excluded.version > s.version then excluded.open else s.open end,
                changed_at = case when excluded.version > s.version then excluded.changed_at else s.changed_at end,
                lines = case when excluded.version > s.version then excluded.lines else s.lines end,
                version = greatest(s.version, excluded.version)""";

    private static final String OPEN = """
            select s.order_id, s.channel, s.reference, s.since, l.sku, l.missing, coalesce(k.name, l.sku) as name, k.available
            from shortage s
            cross join jsonb_to_recordset(s.lines) as l (sku text, missing bigint)
            left join sku k on k.merchant = s.merchant and k.sku = l.sku
            where s.merchant = $1 and s.open and s.order_id >= $2 and (s.order_id, l.sku) > ($2, $3)
            order by s.order_id, l.sku
            limit $4""";

    private final Transactions transactions;

    ShortageStore(Transactions transactions) {
        this.transactions = transactions;
    }

    Uni<Void> save(SqlConnection transaction, List<Shortage> orders) {
        if (orders.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.tuple()
                .addValue(Columns.texts(orders, o -> o.key().merchant()))
                .addValue(orders.stream().map(o -> o.key().order()).toArray(UUID[]::new))
                .addValue(orders.stream().map(Shortage::version).toArray(Long[]::new))
                .addValue(orders.stream().map(Shortage::open).toArray(Boolean[]::new))
                .addValue(times(orders, Shortage::since))
                .addValue(times(orders, Shortage::changedAt))
                .addValue(Columns.texts(orders, Shortage::channel))
                .addValue(Columns.texts(orders, Shortage::reference))
                .addValue(Columns.texts(orders, ShortageStore::lines));
        return transaction.preparedQuery(SAVE).execute(columns).replaceWithVoid();
    }

    /** Short lines behind an order and SKU, in that order. */
    Uni<List<AlertItem>> open(String merchant, UUID afterOrder, String afterSku, int limit) {
        return transactions.of(merchant, reading -> reading.preparedQuery(OPEN).execute(Tuple.of(merchant, afterOrder, afterSku, limit))).map(rows -> {
            List<AlertItem> items = new ArrayList<>();
            rows.forEach(row -> items.add(AlertItem.ofOrder(row.getString("sku"), row.getString("name"),
                    row.getLong("available"), row.getUUID("order_id"), row.getString("channel"), row.getString("reference"),
                    row.getLong("missing"), row.getOffsetDateTime("since").toInstant())));
            return items;
        });
    }

    private static String lines(Shortage order) {
        JsonArray lines = new JsonArray();
        order.lines().forEach(l -> lines.add(new JsonObject().put("sku", l.sku()).put("missing", l.missing())));
        return lines.encode();
    }

    private static OffsetDateTime[] times(List<Shortage> orders, Function<Shortage, Instant> column) {
        return orders.stream().map(column).map(t -> t == null ? null : t.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    }
}
