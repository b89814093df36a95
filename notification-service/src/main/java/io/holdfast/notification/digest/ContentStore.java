package io.holdfast.notification.digest;

import io.holdfast.notification.alert.Shelves;
import io.holdfast.notification.digest.DigestContent.HeldBy;
import io.holdfast.notification.digest.DigestContent.Item;
import io.holdfast.notification.digest.DigestContent.Listed;
import io.holdfast.notification.digest.DigestContent.Missing;
import io.holdfast.notification.digest.DigestContent.ShortOrder;
import io.holdfast.service.peers.StockQuestions.Holders;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a digest of this moment would say. */
@ApplicationScoped
class ContentStore {

    /** The variants of alerts {@code a}, less those alerts that the merchant wants no mail of: a location's own switch comes first. */
    static final String MAILED = """
            join sku s on s.merchant = a.merchant and s.sku = a.sku and coalesce((s.notifies_at ->> a.location)::boolean, s.notifies)
            """;

    private static final String BELOW = """
            from alert a
            %sleft join (select as_of, unnest(skus) as sku, unnest(locations) as location from digest_listing where merchant = $1) p
                on p.sku = a.sku and p.location = a.location and a.since <= p.as_of
            where a.merchant = $1 and a.kind = 'LOW' and a.cleared_at is null
            """.formatted(MAILED);

    private static final String COUNT_LOW =
            "select count(*) filter (where p.sku is null), count(*) filter (where p.sku is not null)\n" + BELOW;

    // New ones first, so that the cut takes what the merchant was told of before.
    private static final String LOW = "select a.sku, s.name, a.location, a.available, a.threshold, a.since, p.sku is not null as continuing\n"
            + BELOW + "order by continuing, a.since, a.sku, a.location limit $2";

    private static final String NEGATIVE = """
            select a.sku, s.name, a.location, a.available, null::bigint as threshold, a.since, count(*) over () as total
            from alert a
            %swhere a.merchant = $1 and a.kind = 'NEGATIVE' and a.cleared_at is null
            order by a.since, a.sku, a.location
            limit $2""".formatted(MAILED);

    private static final String SHORT = """
            select o.channel, o.reference, o.since, o.total,
                   (select coalesce(jsonb_agg(jsonb_build_object('sku', l.sku, 'missing', l.missing,
                               'name', coalesce(s.name, l.sku)) order by l.sku), '[]')
                    from jsonb_to_recordset(o.lines) as l (sku text, missing bigint)
                    left join sku s on s.merchant = $1 and s.sku = l.sku) as lines
            from (select channel, reference, since, lines, order_id, count(*) over () as total
                  from shortage
                  where merchant = $1 and open
                  order by since, order_id
                  limit $2) as o
            order by o.since, o.order_id""";

    private final Shelves shelves;

    ContentStore(Shelves shelves) {
        this.shelves = shelves;
    }

    /**
     * In one transaction that sees one moment ({@code repeatable read}), so that counts and lists agree.
     *
     * @param date what is today for the merchant
     * @param most items of a kind; the rest is counted
     * @param holders by SKU, as far as they are known
     */
    Uni<DigestContent> read(SqlConnection transaction, Recipient recipient, LocalDate date, int most, Map<String, Holders> holders) {
        return levels(transaction, recipient, date, most).flatMap(content ->
                shelves.reorders(transaction, recipient.merchant(), content.skus())
                        .map(reorders -> new Details(reorders, holders).of(content)));
    }

    private static Uni<DigestContent> levels(SqlConnection transaction, Recipient recipient, LocalDate date, int most) {
        String merchant = recipient.merchant();
        ZoneId zone = recipient.zone();
        Tuple cut = Tuple.of(merchant, most);
        return transaction.preparedQuery(SHORT).execute(cut).flatMap(orders ->
                transaction.preparedQuery(NEGATIVE).execute(cut).flatMap(negative ->
                transaction.preparedQuery(COUNT_LOW).execute(Tuple.of(merchant)).flatMap(counts ->
                transaction.preparedQuery(LOW).execute(cut).map(low -> {
                    Row count = counts.iterator().next();
                    return new DigestContent(recipient.name(), date,
                            listed(orders, row -> shortOrder(row, zone)), listed(negative, row -> item(row, zone)),
                            new Listed<>(low(low, false, zone), count.getLong(0)),
                            new Listed<>(low(low, true, zone), count.getLong(1)));
                }))));
    }

    private static <T> Listed<T> listed(RowSet<Row> rows, Function<Row, T> read) {
        List<T> shown = new ArrayList<>();
        long[] total = {0};
        rows.forEach(row -> {
            shown.add(read.apply(row));
            total[0] = row.getLong("total");
        });
        return new Listed<>(List.copyOf(shown), total[0]);
    }

    private static List<Item> low(RowSet<Row> rows, boolean continuing, ZoneId zone) {
        List<Item> items = new ArrayList<>();
        rows.forEach(row -> {
            if (row.getBoolean("continuing") == continuing) {
                items.add(item(row, zone));
            }
        });
        return List.copyOf(items);
    }

    private static Item item(Row row, ZoneId zone) {
        String location = row.getString("location");
        return new Item(row.getString("sku"), row.getString("name"), location.isEmpty() ? null : location, row.getLong("available"),
                row.getLong("threshold"), day(row, zone), List.of(), HeldBy.NOBODY);
    }

    private static ShortOrder shortOrder(Row row, ZoneId zone) {
        List<Missing> lines = ((JsonArray) row.getValue("lines")).stream().map(JsonObject.class::cast)
                .map(l -> new Missing(l.getString("sku"), l.getString("name"), l.getLong("missing"))).toList();
        return new ShortOrder(row.getString("channel"), row.getString("reference"), day(row, zone), lines);
    }

    private static LocalDate day(Row row, ZoneId zone) {
        return row.getOffsetDateTime("since").atZoneSameInstant(zone).toLocalDate();
    }
}
