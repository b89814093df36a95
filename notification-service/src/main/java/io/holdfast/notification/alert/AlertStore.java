package io.holdfast.notification.alert;

import io.holdfast.notification.rules.AlertKind;
import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The alerts of variants. Whoever holds a variant's facts holds its alerts, so they need no lock of their own. */
@ApplicationScoped
class AlertStore {

    // Part of the key, so it can't be null; no location has an empty code.
    private static final String OVER_ALL = "";

    private static final String OF = """
            select a.merchant, a.kind, a.sku, a.location, a.version, a.since, a.cleared_at, a.available, a.threshold
            from unnest($1::text[], $2::text[]) as k (merchant, sku)
            cross join unnest(array['LOW', 'SOLD_OUT', 'NEGATIVE']) as kinds (kind)
            join alert a on a.merchant = k.merchant and a.kind = kinds.kind and a.sku = k.sku""";

    private static final String SAVE = """
            insert into alert (merchant, kind, sku, location, version, since, cleared_at, available, threshold)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[], $7::timestamptz[],
                $8::bigint[], $9::bigint[])
            on conflict (merchant, kind, sku, location) do update
            set version = excluded.version, since = excluded.since, cleared_at = excluded.cleared_at,
                available = excluded.available, threshold = excluded.threshold""";

    private static final String BEHIND = """
            select merchant, kind, sku, location, version, since, cleared_at, available, threshold from alert
            where merchant = $1 and (kind, sku, location) > ($2, $3, $4)
            order by kind, sku, location
            limit $5""";

    private static final String OPEN = """
            select a.kind, a.sku, a.location, coalesce(s.name, a.sku) as name, a.available, a.threshold, a.since
            from alert a
            join sku s on s.merchant = a.merchant and s.sku = a.sku
            where a.merchant = $1 and a.kind = $2 and a.cleared_at is null and (a.sku, a.location) > ($3, $4)
            order by a.sku, a.location
            limit $5""";

    private final Transactions transactions;

    AlertStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** All alerts that the variants ever had. */
    Uni<Map<SkuKey, Map<Spot, Alert>>> of(SqlConnection transaction, Collection<SkuKey> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return transaction.preparedQuery(OF).execute(Columns.of(keys)).map(rows -> {
            Map<SkuKey, Map<Spot, Alert>> alerts = new HashMap<>();
            rows.forEach(row -> {
                Alert alert = alert(row);
                alerts.computeIfAbsent(alert.key(), k -> new HashMap<>()).put(alert.spot(), alert);
            });
            return alerts;
        });
    }

    Uni<Void> save(SqlConnection transaction, List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.tuple()
                .addValue(Columns.texts(alerts, a -> a.key().merchant()))
                .addValue(Columns.texts(alerts, a -> a.spot().kind().name()))
                .addValue(Columns.texts(alerts, a -> a.key().sku()))
                .addValue(Columns.texts(alerts, a -> a.spot().location() == null ? OVER_ALL : a.spot().location()))
                .addValue(alerts.stream().map(Alert::version).toArray(Long[]::new))
                .addValue(times(alerts, Alert::since))
                .addValue(times(alerts, Alert::clearedAt))
                .addValue(alerts.stream().map(Alert::available).toArray(Long[]::new))
                .addValue(alerts.stream().map(Alert::threshold).toArray(Long[]::new));
        return transaction.preparedQuery(SAVE).execute(columns).replaceWithVoid();
    }

    /** Open alerts of a kind behind a place, by SKU; of one SKU over all locations first. */
    Uni<List<AlertItem>> open(String merchant, AlertKind kind, AlertPlace after, int limit) {
        Tuple place = Tuple.of(merchant, kind.name(), after.sku(), after.location(), limit);
        return transactions.of(merchant, reading -> reading.preparedQuery(OPEN).execute(place)).map(rows -> {
            List<AlertItem> items = new ArrayList<>();
            rows.forEach(row -> items.add(AlertItem.ofLevel(row.getString("kind"), row.getString("sku"), row.getString("name"),
                    location(row), row.getLong("available"), row.getLong("threshold"), instant(row, "since"))));
            return items;
        });
    }

    /** Alerts of a merchant, open or cleared, in the order of their keys, behind the one given; null: from the first. */
    Uni<List<Alert>> behind(String merchant, Alert last, int limit) {
        Tuple place = last == null ? Tuple.of(merchant, "", "", "", limit)
                : Tuple.of(merchant, last.spot().kind().name(), last.key().sku(), last.spot().location() == null ? OVER_ALL : last.spot().location(), limit);
        return transactions.of(merchant, reading -> reading.preparedQuery(BEHIND).execute(place)).map(rows -> {
            List<Alert> alerts = new ArrayList<>();
            rows.forEach(row -> alerts.add(alert(row)));
            return alerts;
        });
    }

    private static Alert alert(Row row) {
        return new Alert(new SkuKey(row.getString("merchant"), row.getString("sku")),
                new Spot(AlertKind.valueOf(row.getString("kind")), location(row)), row.getLong("version"), instant(row, "since"), instant(row, "cleared_at"), row.getLong("available"),
                row.getLong("threshold"));
    }

    private static String location(Row row) {
        String location = row.getString("location");
        return location.equals(OVER_ALL) ? null : location;
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime[] times(List<Alert> alerts, Function<Alert, Instant> column) {
        return alerts.stream().map(column).map(t -> t == null ? null : t.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    }
}
