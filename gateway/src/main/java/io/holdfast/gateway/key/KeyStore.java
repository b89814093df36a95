package io.holdfast.gateway.key;

import io.holdfast.service.identity.Caller;
import io.holdfast.service.identity.Caller.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** New API keys, and callers by the hash of what they sent. */
@ApplicationScoped
public class KeyStore {

    private static final String INSERT = """
            insert into api_key (merchant, id, role, channel, name) values ($1, $2, $3, $4, $5)""";

    private static final String INSERT_SECRET = """
            insert into key_secret (hash, merchant, key_id, beginning) values ($1, $2, $3, $4)""";

    private static final String IN_FORCE = """
            from key_secret s join api_key k on k.merchant = s.merchant and k.id = s.key_id
            where k.revoked_at is null and (s.ends_at is null or s.ends_at > holdfast_now())""";

    private static final String FIND = "select k.id, k.merchant, k.role, k.channel " + IN_FORCE + " and s.hash = $1";

    private static final String STILL_IN_FORCE = "select s.hash " + IN_FORCE + " and s.hash = any($1)";

    private final Pool pool;

    KeyStore(Pool pool) {
        this.pool = pool;
    }

    /** Adds a key to the caller's transaction. */
    public Uni<Void> insert(SqlConnection transaction, ApiKey key) {
        return transaction.preparedQuery(INSERT).execute(Tuple.of(key.merchant(), key.id(), key.role().name(), key.channel(), key.name()))
                .chain(() -> insertSecret(transaction, key.merchant(), key.id(), key.secret()));
    }

    Uni<Void> insertSecret(SqlConnection transaction, String merchant, UUID id, Secret secret) {
        Tuple row = Tuple.of(Buffer.buffer(secret.hash()), merchant, id, secret.beginning());
        return transaction.preparedQuery(INSERT_SECRET).execute(row).replaceWithVoid();
    }

    Uni<Optional<Caller>> find(byte[] hash) {
        return pool.preparedQuery(FIND).execute(Tuple.of(Buffer.buffer(hash))).map(KeyStore::caller);
    }

    /** Those of some hashes that still open the door. */
    Uni<Set<Buffer>> stillInForce(Collection<Buffer> hashes) {
        return pool.preparedQuery(STILL_IN_FORCE).execute(Tuple.of(hashes.toArray(Buffer[]::new))).map(rows -> {
            Set<Buffer> found = new HashSet<>();
            rows.forEach(row -> found.add(row.getBuffer("hash").getDelegate()));
            return found;
        });
    }

    private static Optional<Caller> caller(RowSet<Row> rows) {
        Iterator<Row> found = rows.iterator();
        if (!found.hasNext()) {
            return Optional.empty();
        }
        Row row = found.next();
        return Optional.of(new Caller(Role.valueOf(row.getString("role")), row.getString("merchant"), row.getString("channel"),
                row.getUUID("id").toString()));
    }
}
