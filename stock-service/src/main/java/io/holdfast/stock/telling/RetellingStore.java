package io.holdfast.stock.telling;

import io.holdfast.stock.book.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** SKUs whose channels may have to be told another quantity: remembered in the transaction that edits the fact. */
@ApplicationScoped
public class RetellingStore {

    static final int AT_ONCE = 500;

    private static final String REMEMBER = """
            insert into retelling (merchant, sku, onwards) select merchant, sku, false
            from (select distinct merchant, sku from unnest($1::text[], $2::text[]) as k(merchant, sku) order by merchant, sku) as k
            on conflict (merchant, onwards, sku) do update set stamp = default""";
    private static final String REMEMBER_ALL = """
            insert into retelling (merchant, sku, onwards) select distinct merchant, '', true from unnest($1::text[]) as k(merchant)
            on conflict (merchant, onwards, sku) do update set stamp = default""";
    private static final String REMEMBERED = """
            select merchant, sku, onwards, stamp from retelling order by stamp limit %d""".formatted(AT_ONCE);
    private static final String TURNING = """
            select distinct merchant, sku, holdfast_now() as now from allocation
            where turns_at <= holdfast_now() and not ended limit %d""".formatted(AT_ONCE);
    private static final String BEHIND = """
            select sku from item where merchant = $1 and sku > $2 order by sku limit %d""".formatted(AT_ONCE);
    private static final String FORGET = "delete from retelling where merchant = $1 and onwards = $2 and sku = $3 and stamp = $4";
    /** Whoever has locked one is remembering it anew: it stays. */
    private static final String FORGET_TOGETHER = """
            with told as materialized (
                select r.merchant, r.sku from unnest($1::text[], $2::text[], $3::bigint[]) as k(merchant, sku, stamp)
                join retelling r on r.merchant = k.merchant and not r.onwards and r.sku = k.sku and r.stamp = k.stamp
                order by r.merchant, r.sku for update of r skip locked)
            delete from retelling r using told where r.merchant = told.merchant and not r.onwards and r.sku = told.sku""";
    /** A plan that was made while hardly any was remembered would read all of an import's for each that is forgotten. */
    private static final String PLAN_ANEW = "set local plan_cache_mode = force_custom_plan";
    private static final String PUT_LAST = """
            update retelling set stamp = default where merchant = $1 and onwards = $2 and sku = $3 and stamp = $4""";
    private static final String MOVE_ON = """
            insert into retelling (merchant, sku, onwards) values ($1, $2, true) on conflict (merchant, onwards, sku) do nothing""";
    private static final String TURNED = """
            update allocation set turns_at = case when starts_at > $3 then starts_at when ends_at > $3 then ends_at end
            where merchant = $1 and sku = $2 and turns_at <= $3""";
    private static final String NEXT_TURN = """
            select ceil(extract(epoch from min(turns_at) - holdfast_now()) * 1000)::bigint as ms
            from allocation where turns_at is not null and not ended""";

    private final Pool pool;

    RetellingStore(Pool pool) {
        this.pool = pool;
    }

    /** $1 merchants, $2 SKUs. */
    public static Uni<Void> remember(SqlConnection transaction, Tuple skus) {
        return transaction.preparedQuery(REMEMBER).execute(skus).replaceWithVoid();
    }

    /** Every SKU of these merchants. */
    public static Uni<Void> rememberAll(SqlConnection transaction, List<String> merchants) {
        return transaction.preparedQuery(REMEMBER_ALL).execute(Tuple.tuple().addValue(merchants.toArray(String[]::new))).replaceWithVoid();
    }

    /** One entry; {@code onwards}: every SKU behind this one. */
    record Remembered(String merchant, String sku, boolean onwards, long stamp) {}

    Uni<List<Remembered>> remembered() {
        return pool.query(REMEMBERED).execute().map(rows -> {
            List<Remembered> all = new ArrayList<>();
            rows.forEach(row -> all.add(new Remembered(row.getString("merchant"), row.getString("sku"), row.getBoolean("onwards"), row.getLong("stamp"))));
            return all;
        });
    }

    Uni<RowSet<Row>> turning() {
        return pool.query(TURNING).execute();
    }

    Uni<List<String>> behind(Remembered entry) {
        return pool.preparedQuery(BEHIND).execute(Tuple.of(entry.merchant(), entry.sku())).map(rows -> {
            List<String> skus = new ArrayList<>();
            rows.forEach(row -> skus.add(row.getString("sku")));
            return skus;
        });
    }

    /** Once told; an entry that was made again meanwhile stays. */
    Uni<Void> forget(Remembered entry, List<String> told) {
        boolean more = entry.onwards() && told.size() == AT_ONCE;
        return pool.withTransaction(transaction -> transaction.preparedQuery(FORGET).execute(key(entry))
                .flatMap(gone -> !more ? Uni.createFrom().voidItem() : transaction.preparedQuery(MOVE_ON)
                        .execute(Tuple.of(entry.merchant(), told.get(told.size() - 1))).replaceWithVoid()));
    }

    /** The same for entries of one SKU each. */
    Uni<Void> forget(List<Remembered> entries) {
        Columns<Remembered> keys = Columns.of(entries).text(Remembered::merchant).text(Remembered::sku).number(Remembered::stamp);
        return pool.withTransaction(transaction -> transaction.query(PLAN_ANEW).execute()
                .chain(() -> transaction.preparedQuery(FORGET_TOGETHER).execute(keys.tuple()))).replaceWithVoid();
    }

    /** It is looked at again after all others. */
    Uni<Void> putLast(Remembered entry) {
        return pool.preparedQuery(PUT_LAST).execute(key(entry)).replaceWithVoid();
    }

    private static Tuple key(Remembered entry) {
        return Tuple.of(entry.merchant(), entry.onwards(), entry.sku(), entry.stamp());
    }

    /** The SKU's windows that had turned at that time are told. */
    Uni<Void> turned(Row turning) {
        return pool.preparedQuery(TURNED).execute(Tuple.of(turning.getString("merchant"), turning.getString("sku"),
                turning.getOffsetDateTime("now"))).replaceWithVoid();
    }

    /** Milliseconds until the next window begins or ends; null: none is known. */
    Uni<Long> untilNextTurn() {
        return pool.query(NEXT_TURN).execute().map(rows -> rows.iterator().next().getLong("ms"));
    }
}
