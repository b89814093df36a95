package io.holdfast.allocation.allocation;

import io.holdfast.allocation.rules.AllocationTerms;
import io.holdfast.allocation.rules.Membership.Pot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The tables of allocations and their members. Whoever changes allocations of a SKU takes the SKU's turn first. */
@ApplicationScoped
class AllocationStore {

    private static final String TURN = """
            insert into allocated_sku (merchant, sku, allocations) values ($1, $2, greatest($3, 0))
            on conflict (merchant, sku) do update set allocations = allocated_sku.allocations + $3
            returning allocations, holdfast_now() as now""";

    private static final String SELECT = """
            select a.id, a.sku, a.purpose, a.quantity, a.adjust, a.starts_at, a.ends_at, a.version, a.created_at, holdfast_now() as now,
                array(select m.channel from allocation_member m where m.merchant = a.merchant and m.allocation_id = a.id order by m.place) as channels
            from allocation a
            """;

    private static final String FIND = SELECT + "where a.merchant = $1 and a.id = $2";

    private static final String POTS = SELECT + "where a.merchant = $1 and a.sku = $2 and a.purpose = $3 order by a.id";

    private static final String LIST = SELECT + """
            where a.merchant = $1 and ($2::uuid is null or a.id > $2) and ($3::text is null or a.sku = $3)
            and ($4::text is null or exists (
                select from allocation_member m where m.merchant = a.merchant and m.allocation_id = a.id and m.channel = $4))
            order by a.id limit $5""";

    private static final String INSERT = """
            insert into allocation (merchant, id, sku, purpose, quantity, adjust, starts_at, ends_at, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";

    private static final String INSERT_MEMBERS = """
            insert into allocation_member (merchant, allocation_id, place, channel, sku, purpose, during)
            select a.merchant, a.id, m.place, m.channel, a.sku, a.purpose,
                case when a.ends_at <= greatest(a.starts_at, $4) then 'empty' else tstzrange(greatest(a.starts_at, $4), a.ends_at) end
            from allocation a, unnest($3::text[]) with ordinality as m (channel, place)
            where a.merchant = $1 and a.id = $2""";

    private static final String DELETE_MEMBERS = "delete from allocation_member where merchant = $1 and allocation_id = $2";

    private static final String UPDATE = """
            update allocation set quantity = $3, adjust = $4, starts_at = $5, ends_at = $6, version = version + 1
            where merchant = $1 and id = $2""";

    private static final String DELETE = "delete from allocation where merchant = $1 and id = $2";

    /**
     * The turn of whoever changes allocations of a SKU.
     *
     * @param allocations how many the SKU has, those that this change makes or ends taken into account
     * @param now by the database's clock, once the turn had come
     */
    record Turn(int allocations, Instant now) {}

    /**
     * Waits for the SKU's turn, and keeps it until the transaction ends.
     *
     * @param more allocations of the SKU from now on: 1, 0 or -1
     */
    Uni<Turn> turn(SqlConnection transaction, String merchant, String sku, int more) {
        return transaction.preparedQuery(TURN).execute(Tuple.of(merchant, sku, more)).map(rows -> rows.iterator().next())
                .map(row -> new Turn(row.getInteger("allocations"), time(row, "now")));
    }

    Uni<Optional<Allocation>> find(SqlClient client, String merchant, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(merchant, id)).map(rows -> stream(rows).findFirst());
    }

    /** All of a SKU with one purpose, in the order of creation. */
    Uni<List<Pot>> pots(SqlClient client, String merchant, String sku, String purpose) {
        return client.preparedQuery(POTS).execute(Tuple.of(merchant, sku, purpose)).map(rows -> stream(rows).map(Allocation::pot).toList());
    }

    /** One allocation more than the limit, where there is one; null for no filter. */
    Uni<List<Allocation>> list(SqlClient client, String merchant, UUID after, String sku, String channel, int limit) {
        Tuple values = Tuple.tuple().addValue(merchant).addValue(after).addValue(sku).addValue(channel).addValue(limit + 1);
        return client.preparedQuery(LIST).execute(values).map(rows -> stream(rows).toList());
    }

    Uni<Void> insert(SqlConnection transaction, String merchant, Allocation allocation) {
        AllocationTerms terms = allocation.terms();
        Tuple values = Tuple.tuple().addValue(merchant).addValue(allocation.id()).addValue(terms.sku()).addValue(terms.purpose())
                .addValue(terms.quantity()).addValue(terms.adjust()).addValue(utc(terms.startsAt())).addValue(utc(terms.endsAt()))
                .addValue(utc(allocation.createdAt()));
        return transaction.preparedQuery(INSERT).execute(values).flatMap(inserted -> insertMembers(transaction, merchant, allocation));
    }

    Uni<Void> update(SqlConnection transaction, String merchant, Allocation allocation) {
        AllocationTerms terms = allocation.terms();
        Tuple values = Tuple.tuple().addValue(merchant).addValue(allocation.id()).addValue(terms.quantity()).addValue(terms.adjust())
                .addValue(utc(terms.startsAt())).addValue(utc(terms.endsAt()));
        return transaction.preparedQuery(UPDATE).execute(values)
                .flatMap(updated -> transaction.preparedQuery(DELETE_MEMBERS).execute(Tuple.of(merchant, allocation.id())))
                .flatMap(deleted -> insertMembers(transaction, merchant, allocation));
    }

    Uni<Void> delete(SqlConnection transaction, String merchant, UUID id) {
        return transaction.preparedQuery(DELETE).execute(Tuple.of(merchant, id)).replaceWithVoid();
    }

    private static Uni<Void> insertMembers(SqlConnection transaction, String merchant, Allocation allocation) {
        return transaction.preparedQuery(INSERT_MEMBERS).execute(Tuple.of(merchant, allocation.id(),
                allocation.terms().channels().toArray(String[]::new), utc(allocation.asOf()))).replaceWithVoid();
    }

    private static Stream<Allocation> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(AllocationStore::allocation);
    }

    private static Allocation allocation(Row row) {
        AllocationTerms terms = new AllocationTerms(row.getString("sku"), row.getString("purpose"),
                List.of(row.getArrayOfStrings("channels")), row.getLong("quantity"), row.getString("adjust"),
                time(row, "starts_at"), time(row, "ends_at"));
        return new Allocation(row.getUUID("id"), terms, row.getLong("version"), time(row, "created_at"), time(row, "now"));
    }

    static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
