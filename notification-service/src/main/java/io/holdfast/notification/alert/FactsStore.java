package io.holdfast.notification.alert;

import io.holdfast.notification.rules.Step.Level;
import io.holdfast.notification.rules.Step.Variant;
import io.holdfast.notification.rules.Trail;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The facts of variants, locked in the order of their keys. */
@ApplicationScoped
class FactsStore {

    // Of one step.
    private static final int NUMBERS = 4;

    private static final String ADD_MISSING = """
            insert into sku (merchant, sku)
            select k.merchant, k.sku from unnest($1::text[], $2::text[]) as k (merchant, sku)
            where not exists (select 1 from sku s where s.merchant = k.merchant and s.sku = k.sku)
            order by k.merchant, k.sku
            on conflict do nothing""";

    private static final String LOCK = """
            select s.merchant, s.sku, s.name, s.notifies, s.alerted, s.variants, s.levels
            from unnest($1::text[], $2::text[]) as k (merchant, sku)
            join sku s on s.merchant = k.merchant and s.sku = k.sku
            order by s.merchant, s.sku
            for update of s""";

    private static final String SAVE = """
            update sku s
            set name = n.name, notifies = n.notifies, alerted = n.alerted, available = n.available,
                variants = n.variants::bigint[], levels = n.levels::bigint[]
            from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::boolean[], $6::bigint[], $7::text[], $8::text[])
                as n (merchant, sku, name, notifies, alerted, available, variants, levels)
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
                .addValue(facts.stream().map(Facts::alerted).toArray(Boolean[]::new))
                .addValue(facts.stream().map(Facts::available).toArray(Long[]::new))
                .addValue(Columns.texts(facts, f -> written(f.variants().steps(), FactsStore::columns)))
                .addValue(Columns.texts(facts, f -> written(f.levels().steps(), FactsStore::columns)));
        return transaction.preparedQuery(SAVE).execute(columns).replaceWithVoid();
    }

    private static Facts facts(Row row) {
        Trail<Variant> variants = new Trail<>(read(row, "variants", s -> new Variant(s[0], instant(s[1]), s[2], s[3] != 0)));
        Trail<Level> levels = new Trail<>(read(row, "levels", s -> new Level(s[0], instant(s[1]), s[2] != 0, s[3])));
        return new Facts(new SkuKey(row.getString("merchant"), row.getString("sku")), row.getString("name"),
                row.getBoolean("notifies"), row.getBoolean("alerted"), variants, levels);
    }

    private static Long[] columns(Variant step) {
        return new Long[] {step.version(), micros(step.time()), step.threshold(), step.watched() ? 1L : 0L};
    }

    private static Long[] columns(Level step) {
        return new Long[] {step.version(), micros(step.time()), step.counted() ? 1L : 0L, step.available()};
    }

    private static <S> List<S> read(Row row, String column, Function<Long[], S> step) {
        Long[] numbers = row.getArrayOfLongs(column);
        List<S> steps = new ArrayList<>(numbers.length / NUMBERS);
        for (int at = 0; at < numbers.length; at += NUMBERS) {
            steps.add(step.apply(Arrays.copyOfRange(numbers, at, at + NUMBERS)));
        }
        return steps;
    }

    /** As PostgreSQL writes an array. */
    private static <S> String written(List<S> steps, Function<S, Long[]> step) {
        return steps.stream().flatMap(s -> Arrays.stream(step.apply(s))).map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
