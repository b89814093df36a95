package io.holdfast.allocation.listing;

import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The table of listings. */
@ApplicationScoped
class ListingStore {

    private static final String COLUMNS = "external_id, sku, version, created_at";

    private static final String FIND = "select " + COLUMNS + " from listing where merchant = $1 and channel = $2 and external_id = $3";

    private static final String LOCK = FIND + " for update";

    private static final String PUT = """
            insert into listing (merchant, channel, external_id, sku, created_at) values ($1, $2, $3, $4, $5)
            on conflict (merchant, channel, external_id) do update
                set sku = excluded.sku, version = listing.version + (listing.sku <> excluded.sku)::integer
            returning\s""" + COLUMNS;

    private static final String DELETE = "delete from listing where merchant = $1 and channel = $2 and external_id = $3";

    private static final String LIST = "select " + COLUMNS + """
             from listing
            where merchant = $1 and channel = $2 and ($3::text is null or external_id > $3) and ($4::text is null or sku = $4)
            order by external_id limit $5""";

    private static final String UNLINKED = """
            select v.sku, v.name from variant v
            where v.merchant = $1 and not v.archived and ($3::text is null or v.sku > $3) and ($4::text is null or v.sku = $4)
                and not exists (select from listing l where l.merchant = v.merchant and l.channel = $2 and l.sku = v.sku)
            order by v.sku limit $5""";

    private static final String COUNT = """
            select count(*) as variants, count(l.sku) as linked
            from variant v
            left join (select distinct sku from listing where merchant = $1 and channel = $2) l on l.sku = v.sku
            where v.merchant = $1 and not v.archived""";

    private final Transactions transactions;

    /** A variant that a channel has no listing of. */
    record Unlinked(String sku, String name) {}

    /** Unarchived variants of a merchant, and how many of them a channel has a listing of. */
    record Count(long variants, long linked) {}

    /**
     * Which page of a channel's list.
     *
     * @param after the last key before it; null: the first page
     * @param sku null for all
     */
    record Place(String merchant, String channel, String after, String sku, int limit) {

        private Tuple values() {
            return Tuple.tuple().addValue(merchant).addValue(channel).addValue(after).addValue(sku).addValue(limit + 1);
        }
    }

    ListingStore(Transactions transactions) {
        this.transactions = transactions;
    }

    Uni<Optional<Listing>> find(String merchant, String channel, String externalId) {
        return transactions.of(merchant, reading -> reading.preparedQuery(FIND).execute(Tuple.of(merchant, channel, externalId))).map(ListingStore::first);
    }

    Uni<Optional<Listing>> lock(SqlConnection transaction, String merchant, String channel, String externalId) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(merchant, channel, externalId)).map(ListingStore::first);
    }

    /** Makes it, or points it at another SKU; that it points there already changes nothing. */
    Uni<Listing> put(SqlConnection transaction, String merchant, String channel, String externalId, String sku, Instant now) {
        return transaction.preparedQuery(PUT).execute(Tuple.of(merchant, channel, externalId, sku, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> listing(rows.iterator().next()));
    }

    Uni<Void> delete(SqlConnection transaction, String merchant, String channel, String externalId) {
        return transaction.preparedQuery(DELETE).execute(Tuple.of(merchant, channel, externalId)).replaceWithVoid();
    }

    /** In the order of their ids; one more than the limit, where there is one. */
    Uni<List<Listing>> list(Place place) {
        return transactions.of(place.merchant(), reading -> reading.preparedQuery(LIST).execute(place.values()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ListingStore::listing).toList());
    }

    /** Unarchived variants without one, in the order of SKUs; one more than the limit, where there is one. */
    Uni<List<Unlinked>> unlinked(Place place) {
        return transactions.of(place.merchant(), reading -> reading.preparedQuery(UNLINKED).execute(place.values()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Unlinked(row.getString("sku"), row.getString("name"))).toList());
    }

    Uni<Count> count(String merchant, String channel) {
        return transactions.of(merchant, reading -> reading.preparedQuery(COUNT).execute(Tuple.of(merchant, channel))).map(rows -> rows.iterator().next())
                .map(row -> new Count(row.getLong("variants"), row.getLong("linked")));
    }

    private static Optional<Listing> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(listing(rows.iterator().next()));
    }

    private static Listing listing(Row row) {
        return new Listing(row.getString("external_id"), row.getString("sku"), row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
