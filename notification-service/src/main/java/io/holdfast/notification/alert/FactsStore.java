package io.holdfast.notification.alert;

import io.holdfast.notification.rules.Step.Level;
import io.holdfast.notification.rules.Step.Variant;
import io.holdfast.notification.rules.Trail;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The facts of variants, locked in the order of their keys. */
@ApplicationScoped
class FactsStore {

    private static final String ADD_MISSING = """
            insert into sku (merchant, sku)
            select k.merchant, k.sku from unnest($1::text[], $2::text[]) as k (merchant, sku)
            where not exists (select 1 from sku s where s.merchant = k.merchant and s.sku = k.sku)
            order by k.merchant, k.sku
            on conflict do nothing""";

    private static final String LOCK = """
            select s.merchant, s.sku, s.name, s.notifies, s.variants, s.levels
            from unnest($1::text[], $2::text[]) as k (merchant, sku)
            join sku s on s.merchant = k.merchant and s.sku = k.sku
            order by s.merchant, s.sku
            for update of s""";

    private static final String SAVE = """
            update sku s
            set name = n.name, notifies = n.notifies, available = n.available,
                variants = n.variants::jsonb, levels = n.levels::jsonb
            from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::bigint[], $6::text[], $7::text[])
                as n (merchant, sku, name, notifies, available, variants, levels)
            where s.merchant = n.merchant and s.sku = n.sku""";

    /** Creates what is missing, and locks and reads all of the keys. */
    Uni<Map<SkuKey, Facts>> lock(SqlConnection transaction, Collection<SkuKey> keys) {
        Tuple columns = Columns.of(keys);
        return transaction.preparedQuery(ADD_MISSING).execute(columns)
                .flatMap(added -> transaction.preparedQuery(LOCK).execute(columns))
                .map(rows -> {
                    Map<SkuKey, Facts> facts = new LinkedHashMap<>();
                    rows.forEach(row -> facts.put(new SkuKey(row.getString("merchant"), row.getString("sku")), facts(row)));
                    return facts;
                });
    }

    Uni<Void> save(SqlConnection transaction, List<Facts> facts) {
        Tuple columns = Tuple.tuple()
                .addValue(Columns.texts(facts, f -> f.key().merchant()))
                .addValue(Columns.texts(facts, f -> f.key().sku()))
                .addValue(Columns.texts(facts, Facts::name))
                .addValue(facts.stream().map(Facts::notifies).toArray(Boolean[]::new))
                .addValue(facts.stream().map(Facts::available).toArray(Long[]::new))
                .addValue(Columns.texts(facts, f -> written(f.variants().steps(),
                        v -> new JsonArray().add(v.version()).add(micros(v.time())).add(v.threshold()).add(v.watched()))))
                .addValue(Columns.texts(facts, f -> written(f.levels().steps(),
                        l -> new JsonArray().add(l.version()).add(micros(l.time())).add(l.counted()).add(l.available()))));
        return transaction.preparedQuery(SAVE).execute(columns).replaceWithVoid();
    }

    private static Facts facts(Row row) {
        Trail<Variant> variants = new Trail<>(read(row, "variants",
                s -> new Variant(s.getLong(0), instant(s.getLong(1)), s.getLong(2), s.getBoolean(3))));
        Trail<Level> levels = new Trail<>(read(row, "levels",
                s -> new Level(s.getLong(0), instant(s.getLong(1)), s.getBoolean(2), s.getLong(3))));
        return new Facts(new SkuKey(row.getString("merchant"), row.getString("sku")), row.getString("name"),
                row.getBoolean("notifies"), variants, levels);
    }

    private static <S> List<S> read(Row row, String column, Function<JsonArray, S> step) {
        return ((JsonArray) row.getValue(column)).stream().map(JsonArray.class::cast).map(step).toList();
    }

    private static <S> String written(List<S> steps, Function<S, JsonArray> step) {
        JsonArray written = new JsonArray();
        steps.forEach(s -> written.add(step.apply(s)));
        return written.encode();
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
