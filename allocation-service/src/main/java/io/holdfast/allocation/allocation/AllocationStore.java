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
            returning allocations""";

    private static final String SELECT = """
            select a.id, a.sku, a.purpose, a.quantity, a.adjust, a.version, a.created_at,
                array(select m.channel from allocation_member m where m.merchant = a.merchant and m.allocation_id = a.id order by m.place) as channels
            from allocation a
            """;

    private static final String FIND = SELECT + "where a.merchant = $1 and a.id = $2";

    private static final String RESERVES = SELECT + "where a.merchant = $1 and a.sku = $2 and a.purpose = 'RESERVE' order by a.id";

    private static final String LIST = SELECT + """
            where a.merchant = $1 and ($2::uuid is null or a.id > $2) and ($3::text is null or a.sku = $3)
            and ($4::text is null or exists (
                select from allocation_member m where m.merchant = a.merchant and m.allocation_id = a.id and m.channel = $4))
            order by a.id limit $5""";

    private static final String INSERT = """
            insert into allocation (merchant, id, sku, purpose, quantity, adjust, created_at) values ($1, $2, $3, $4, $5, $6, $7)""";

    private static final String INSERT_MEMBERS = """
            insert into allocation_member (merchant, allocation_id, place, channel, sku, purpose)
            select a.merchant, a.id, m.place, m.channel, a.sku, a.purpose
            from allocation a, unnest($3::text[]) with ordinality as m (channel, place)
            where a.merchant = $1 and a.id = $2""";

    private static final String DELETE_MEMBERS = "delete from allocation_member where merchant = $1 and allocation_id = $2";

    private static final String UPDATE = """
            update allocation set quantity = $3, adjust = $4, version = version + 1 where merchant = $1 and id = $2""";

    private static final String DELETE = "delete from allocation where merchant = $1 and id = $2";

    /**
     * Waits for the SKU's turn, and keeps it until the transaction ends.
     *
     * @param more allocations of the SKU from now on: 1, 0 or -1
     * @return how many it has then
     */
    Uni<Integer> turn(SqlConnection transaction, String merchant, String sku, int more) {
        return transaction.preparedQuery(TURN).execute(Tuple.of(merchant, sku, more)).map(rows -> rows.iterator().next().getInteger("allocations"));
    }

    Uni<Optional<Allocation>> find(SqlClient client, String merchant, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(merchant, id)).map(rows -> stream(rows).findFirst());
    }

    /** The {@code RESERVE}s of a SKU, in the order of creation. */
    Uni<List<Pot>> pots(SqlClient client, String merchant, String sku) {
        return client.preparedQuery(RESERVES).execute(Tuple.of(merchant, sku))
                .map(rows -> stream(rows).map(a -> new Pot(a.id(), a.terms().channels(), a.terms().quantity())).toList());
    }

    /** One allocation more than the limit, where there is one; null for no filter. */
    Uni<List<Allocation>> list(SqlClient client, String merchant, UUID after, String sku, String channel, int limit) {
        Tuple values = Tuple.tuple().addValue(merchant).addValue(after).addValue(sku).addValue(channel).addValue(limit + 1);
        return client.preparedQuery(LIST).execute(values).map(rows -> stream(rows).toList());
    }

    Uni<Void> insert(SqlConnection transaction, String merchant, UUID id, AllocationTerms terms, Instant now) {
        Tuple values = Tuple.tuple().addValue(merchant).addValue(id).addValue(terms.sku()).addValue(terms.purpose())
                .addValue(terms.quantity()).addValue(terms.adjust()).addValue(now.atOffset(ZoneOffset.UTC));
        return transaction.preparedQuery(INSERT).execute(values)
                .flatMap(inserted -> insertMembers(transaction, merchant, id, terms.channels()));
    }

    Uni<Void> update(SqlConnection transaction, String merchant, UUID id, AllocationTerms terms) {
        return transaction.preparedQuery(UPDATE).execute(Tuple.of(merchant, id, terms.quantity(), terms.adjust()))
                .flatMap(updated -> transaction.preparedQuery(DELETE_MEMBERS).execute(Tuple.of(merchant, id)))
                .flatMap(deleted -> insertMembers(transaction, merchant, id, terms.channels()));
    }

    Uni<Void> delete(SqlConnection transaction, String merchant, UUID id) {
        return transaction.preparedQuery(DELETE).execute(Tuple.of(merchant, id)).replaceWithVoid();
    }

    private static Uni<Void> insertMembers(SqlConnection transaction, String merchant, UUID id, List<String> channels) {
        return transaction.preparedQuery(INSERT_MEMBERS).execute(Tuple.of(merchant, id, channels.toArray(String[]::new))).replaceWithVoid();
    }

    private static Stream<Allocation> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(AllocationStore::allocation);
    }

    private static Allocation allocation(Row row) {
        AllocationTerms terms = new AllocationTerms(row.getString("sku"), row.getString("purpose"),
                List.of(row.getArrayOfStrings("channels")), row.getLong("quantity"), row.getString("adjust"));
        return new Allocation(row.getUUID("id"), terms, row.getLong("version"), row.getOffsetDateTime("created_at").toInstant());
    }
}
