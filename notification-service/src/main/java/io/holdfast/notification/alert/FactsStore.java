package io.holdfast.notification.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
            select s.merchant, s.sku, s.name, s.notifies, s.notifies_at, s.alerted, s.places, s.variants, s.levels, s.pars, s.incoming
            from unnest($1::text[], $2::text[]) as k (merchant, sku)
            join sku s on s.merchant = k.merchant and s.sku = k.sku
            order by s.merchant, s.sku
            for update of s""";

    private static final String SAVE = """
            update sku s
            set name = n.name, notifies = n.notifies, notifies_at = n.notifies_at::jsonb, alerted = n.alerted,
                available = n.available, places = n.places, variants = n.variants::bigint[], levels = n.levels::bigint[], pars = n.pars::bigint[],
                incoming = n.incoming::bigint[]
            from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::boolean[], $6::bigint[], $7::text[], $8::text[],
                    $9::text[], $10::text[], $11::text[], $12::text[])
                as n (merchant, sku, name, notifies, alerted, available, places, variants, levels, pars, incoming, notifies_at)
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
        List<Written> written = facts.stream().map(Written::of).toList();
        Tuple columns = Tuple.tuple()
                .addValue(Columns.texts(facts, f -> f.key().merchant()))
                .addValue(Columns.texts(facts, f -> f.key().sku()))
                .addValue(Columns.texts(facts, Facts::name))
                .addValue(facts.stream().map(f -> f.mailing().notifies()).toArray(Boolean[]::new))
                .addValue(facts.stream().map(Facts::alerted).toArray(Boolean[]::new))
                .addValue(facts.stream().map(Facts::available).toArray(Long[]::new))
                .addValue(Columns.texts(written, Written::places))
                .addValue(Columns.texts(written, Written::variants))
                .addValue(Columns.texts(written, Written::levels))
                .addValue(Columns.texts(written, Written::pars))
                .addValue(Columns.texts(written, Written::incoming))
                .addValue(Columns.texts(facts, f -> f.mailing().written()));
        return transaction.preparedQuery(SAVE).execute(columns).replaceWithVoid();
    }

    /** What of one variant is stored as numbers. */
    private record Written(String places, String variants, String levels, String pars, String incoming) {

        static Written of(Facts facts) {
            StepNumbers numbers = StepNumbers.empty();
            String variants = numbers.writtenVariants(facts.variants());
            String levels = numbers.writtenLevels(facts.levels());
            String pars = numbers.written(facts.pars());
            String incoming = numbers.written(facts.incoming());
            return new Written(numbers.places(), variants, levels, pars, incoming);
        }
    }

    static Facts facts(Row row) {
        StepNumbers numbers = new StepNumbers(row.getString("places"));
        return new Facts(new SkuKey(row.getString("merchant"), row.getString("sku")), row.getString("name"),
                Mailing.read(row.getBoolean("notifies"), row.getJsonObject("notifies_at")), row.getBoolean("alerted"), numbers.variants(row.getArrayOfLongs("variants")),
                numbers.levels(row.getArrayOfLongs("levels")), numbers.units(row.getArrayOfLongs("pars")),
                numbers.units(row.getArrayOfLongs("incoming")));
    }
}
