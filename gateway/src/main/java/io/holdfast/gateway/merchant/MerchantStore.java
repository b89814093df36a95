package io.holdfast.gateway.merchant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/** Merchants in the database. */
@ApplicationScoped
class MerchantStore {

    private static final String INSERT = """
            insert into merchant (id, name, email, time_zone, locale, currency) values ($1, $2, $3, $4, $5, $6)
            on conflict (id) do nothing
            returning id, name, email, time_zone, locale, currency, version, changed_at""";

    private static final String FIND = """
            select id, name, email, time_zone, locale, currency, version, changed_at from merchant where id = $1""";

    private static final String LOCK = FIND + " for update";

    private static final String UPDATE = """
            update merchant
               set name = $2, email = $3, time_zone = $4, locale = $5, currency = $6, version = version + 1, changed_at = holdfast_now()
             where id = $1
            returning id, name, email, time_zone, locale, currency, version, changed_at""";

    /**
     * A merchant as it is stored.
     *
     * @param version grows with every change
     */
    record Stored(Merchant merchant, long version, Instant changedAt) {}

    /** Empty if the id is taken. */
    Uni<Optional<Stored>> insert(SqlConnection transaction, Merchant merchant) {
        return transaction.preparedQuery(INSERT).execute(row(merchant)).map(MerchantStore::first);
    }

    Uni<Optional<Stored>> find(SqlClient client, String id) {
        return client.preparedQuery(FIND).execute(Tuple.of(id)).map(MerchantStore::first);
    }

    Uni<Optional<Stored>> lock(SqlConnection transaction, String id) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(id)).map(MerchantStore::first);
    }

    Uni<Optional<Stored>> update(SqlConnection transaction, Merchant merchant) {
        return transaction.preparedQuery(UPDATE).execute(row(merchant)).map(MerchantStore::first);
    }

    private static Tuple row(Merchant m) {
        return Tuple.of(m.id(), m.name(), m.email(), m.timeZone(), m.locale(), m.currency());
    }

    private static Optional<Stored> first(RowSet<Row> rows) {
        Iterator<Row> found = rows.iterator();
        return found.hasNext() ? Optional.of(stored(found.next())) : Optional.empty();
    }

    private static Stored stored(Row row) {
        Merchant merchant = new Merchant(row.getString("id"), row.getString("name"), row.getString("email"),
                row.getString("time_zone"), row.getString("locale"), row.getString("currency"));
        return new Stored(merchant, row.getLong("version"), row.getOffsetDateTime("changed_at").toInstant());
    }
}
