package io.holdfast.gateway.key;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A merchant's keys in the database: looked through, rotated, revoked. */
@ApplicationScoped
class KeptKeyStore {

    /** Whoever changes keys holds the merchant's row, so that the last admin key and the limit are counted right. */
    private static final String LOCK = "select id from merchant where id = $1 for update";

    private static final String VIEW = """
            select k.id, k.role, k.channel, k.name, s.beginning, k.created_at, k.last_used_at, k.revoked_at,
                   (select max(f.ends_at) from key_secret f
                     where f.merchant = k.merchant and f.key_id = k.id and f.ends_at > holdfast_now()) as former_ends_at
              from api_key k join key_secret s on s.merchant = k.merchant and s.key_id = k.id and s.ends_at is null
             where k.merchant = $1""";

    private static final String FIND = VIEW + " and k.id = $2";

    private static final String LIST = VIEW
            + " and (k.revoked_at is not null) = $2 and ($3::uuid is null or k.id > $3) order by k.id limit $4";

    private static final String COUNT = "select count(*) from api_key where merchant = $1 and revoked_at is null";

    private static final String OTHER_ADMINS = COUNT + " and role = 'ADMIN' and id <> $2";

    private static final String REVOKE = """
            update api_key set revoked_at = holdfast_now() where merchant = $1 and id = $2 and revoked_at is null""";

    private static final String END_SECRETS = """
            update key_secret set ends_at = least(ends_at, holdfast_now() + $3 * interval '1 microsecond')
             where merchant = $1 and key_id = $2""";

    private static final String DELETE_ENDED = """
            delete from key_secret where merchant = $1 and key_id = $2 and ends_at <= holdfast_now()""";

    /** Skips what another replica is just writing: it writes the same. */
    private static final String TOUCH = """
            update api_key set last_used_at = holdfast_now()
             where (merchant, id) in (select merchant, id from api_key
                                       where id = any($1) and (last_used_at is null or last_used_at < holdfast_now() - interval '1 minute')
                                         for no key update skip locked)
            returning merchant, id, channel, last_used_at""";

    /**
     * A key that was used.
     *
     * @param channel null for a key that is no channel's
     */
    record Used(String merchant, UUID id, String channel, Instant at) {}

    Uni<Void> lock(SqlConnection transaction, String merchant) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(merchant)).replaceWithVoid();
    }

    Uni<Optional<KeyView>> find(SqlClient client, String merchant, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(merchant, id)).map(rows -> views(rows).stream().findFirst());
    }

    /** In the order of their creation. */
    Uni<List<KeyView>> list(SqlClient client, String merchant, boolean revoked, UUID after, int limit) {
        return client.preparedQuery(LIST).execute(Tuple.of(merchant, revoked, after, limit)).map(KeptKeyStore::views);
    }

    Uni<Long> count(SqlConnection transaction, String merchant) {
        return transaction.preparedQuery(COUNT).execute(Tuple.of(merchant)).map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<Boolean> hasOtherAdmin(SqlConnection transaction, String merchant, UUID id) {
        return transaction.preparedQuery(OTHER_ADMINS).execute(Tuple.of(merchant, id)).map(rows -> rows.iterator().next().getLong(0) > 0);
    }

    Uni<Void> revoke(SqlConnection transaction, String merchant, UUID id) {
        return transaction.preparedQuery(REVOKE).execute(Tuple.of(merchant, id)).replaceWithVoid();
    }

    /** Every secret of a key ends after the overlap at the latest; what has ended already is removed. */
    Uni<Void> endSecrets(SqlConnection transaction, String merchant, UUID id, Duration overlap) {
        return transaction.preparedQuery(END_SECRETS).execute(Tuple.of(merchant, id, overlap.toNanos() / 1_000))
                .chain(() -> transaction.preparedQuery(DELETE_ENDED).execute(Tuple.of(merchant, id))).replaceWithVoid();
    }

    /** Those whose use was noted: not the ones that had been used within the minute. */
    Uni<List<Used>> touch(SqlConnection transaction, List<UUID> used) {
        return transaction.preparedQuery(TOUCH).execute(Tuple.of(used.toArray(UUID[]::new))).map(rows -> {
            List<Used> noted = new ArrayList<>();
            rows.forEach(row -> noted.add(new Used(row.getString("merchant"), row.getUUID("id"), row.getString("channel"),
                    moment(row, "last_used_at"))));
            return noted;
        });
    }

    private static List<KeyView> views(RowSet<Row> rows) {
        List<KeyView> views = new ArrayList<>();
        rows.forEach(row -> views.add(new KeyView(row.getUUID("id"), row.getString("role").toLowerCase(Locale.ROOT), row.getString("channel"),
                row.getString("name"), row.getString("beginning"), moment(row, "created_at"), moment(row, "last_used_at"),
                moment(row, "former_ends_at"), moment(row, "revoked_at"), null)));
        return views;
    }

    private static Instant moment(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
