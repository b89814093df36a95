package io.holdfast.catalog.product;

import io.holdfast.catalog.product.Variant.Alert;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/** Variants as rows of the database, and as the columns of one statement that writes many. */
final class VariantRows {

    /** What {@link #addTo} adds, from parameter {@code $2} on, as rows {@code v}. */
    static final String WRITTEN = """
            (select sku, name, barcode, tracking, status, unit_cost::numeric, threshold, notify,
                location_thresholds::jsonb, location_notify::jsonb, par::jsonb, bundle::jsonb
             from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::boolean[],
                $10::text[], $11::text[], $12::text[], $13::text[])
                as n (sku, name, barcode, tracking, status, unit_cost, threshold, notify, location_thresholds, location_notify,
                par, bundle)) as v
            """;

    static final String SELECT = """
            select v.product_id, p.name as product_name, p.archived, v.sku, v.name, v.barcode, v.tracking, v.status, v.unit_cost,
                v.threshold, v.notify, v.location_thresholds, v.location_notify, v.par, v.bundle, v.version, v.created_at,
                a.since, a.location, a.available, a.threshold as alert_threshold
            from variant v
            join product p on p.merchant = v.merchant and p.id = v.product_id
            left join lateral (select * from low_alert l
                where l.merchant = v.merchant and l.sku = v.sku and l.since is not null
                order by l.location limit 1) a on true
            """;

    private VariantRows() {}

    static Tuple addTo(Tuple values, List<VariantFields> variants) {
        return values
                .addValue(column(variants, VariantFields::sku, String[]::new))
                .addValue(column(variants, VariantFields::name, String[]::new))
                .addValue(column(variants, VariantFields::barcode, String[]::new))
                .addValue(column(variants, VariantFields::tracking, String[]::new))
                .addValue(column(variants, VariantFields::status, String[]::new))
                .addValue(column(variants, v -> Objects.toString(v.unitCost(), null), String[]::new))
                .addValue(column(variants, VariantFields::threshold, Long[]::new))
                .addValue(column(variants, VariantFields::notifies, Boolean[]::new))
                .addValue(column(variants, v -> json(v.locationThresholds()), String[]::new))
                .addValue(column(variants, v -> json(v.locationSwitches()), String[]::new))
                .addValue(column(variants, v -> json(v.par()), String[]::new))
                .addValue(column(variants, v -> json(v.bundle()), String[]::new));
    }

    static List<Variant> variants(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(VariantRows::variant).toList();
    }

    private static Variant variant(Row row) {
        Long threshold = row.getLong("threshold");
        Map<String, Long> perLocation = units(row.getJsonObject("location_thresholds"));
        LowStock lowStock = threshold == null && perLocation == null ? null
                : new LowStock(threshold, row.getBoolean("notify"), perLocation, switches(row.getJsonObject("location_notify")));
        VariantFields fields = new VariantFields(row.getString("sku"), row.getString("name"), row.getString("barcode"),
                row.getString("tracking"), row.getString("status"), row.getBigDecimal("unit_cost"), lowStock,
                components(row.getJsonArray("bundle")), units(row.getJsonObject("par")));
        OffsetDateTime since = row.getOffsetDateTime("since");
        Alert alert = since == null ? null : new Alert(since.toInstant(), location(row), row.getLong("available"), row.getLong("alert_threshold"));
        return new Variant(row.getUUID("product_id"), row.getString("product_name"), row.getBoolean("archived"), fields,
                row.getLong("version"), row.getOffsetDateTime("created_at").toInstant(), alert);
    }

    private static String location(Row row) {
        String location = row.getString("location");
        return location.isEmpty() ? null : location;
    }

    private static Map<String, Long> units(JsonObject json) {
        if (json == null) {
            return null;
        }
        Map<String, Long> units = new TreeMap<>();
        json.forEach(entry -> units.put(entry.getKey(), ((Number) entry.getValue()).longValue()));
        return units;
    }

    private static Map<String, Boolean> switches(JsonObject json) {
        if (json == null) {
            return null;
        }
        Map<String, Boolean> switches = new TreeMap<>();
        json.forEach(entry -> switches.put(entry.getKey(), (Boolean) entry.getValue()));
        return switches;
    }

    private static List<Component> components(JsonArray json) {
        return json == null ? null
                : json.stream().map(JsonObject.class::cast).map(c -> new Component(c.getString("sku"), c.getLong("quantity"))).toList();
    }

    private static String json(Map<String, ?> byLocation) {
        return byLocation == null ? null : new JsonObject(Map.copyOf(byLocation)).encode();
    }

    private static String json(List<Component> bundle) {
        return bundle == null ? null
                : new JsonArray(bundle.stream().map(c -> new JsonObject().put("sku", c.sku()).put("quantity", c.quantity())).toList()).encode();
    }

    private static <T> T[] column(List<VariantFields> variants, Function<VariantFields, T> value, IntFunction<T[]> array) {
        return variants.stream().map(value).toArray(array);
    }
}
