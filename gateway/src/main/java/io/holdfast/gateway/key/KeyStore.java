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
import java.util.Iterator;
import java.util.Optional;

/** API keys in the database, by their hash. */
@ApplicationScoped
public class KeyStore {

    private static final String INSERT = """
            insert into api_key (hash, id, merchant, role, name) values ($1, $2, $3, $4, $5)
            on conflict (hash) do nothing""";

    private static final String FIND = """
            select id, merchant, role from api_key where hash = $1""";

    private final Pool pool;

    KeyStore(Pool pool) {
        this.pool = pool;
    }

    /** Adds a key to the caller's transaction; one that is there already stays as it is. */
    public Uni<Void> insert(SqlConnection transaction, ApiKey key) {
        Tuple row = Tuple.of(Buffer.buffer(ApiKey.hash(key.secret())), key.id(), key.merchant(), key.role().name(), key.name());
        return transaction.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    Uni<Optional<Caller>> find(byte[] hash) {
        return pool.preparedQuery(FIND).execute(Tuple.of(Buffer.buffer(hash))).map(KeyStore::caller);
    }

    private static Optional<Caller> caller(RowSet<Row> rows) {
        Iterator<Row> found = rows.iterator();
        if (!found.hasNext()) {
            return Optional.empty();
        }
        Row row = found.next();
        return Optional.of(new Caller(Role.valueOf(row.getString("role")), row.getString("merchant"), row.getUUID("id").toString()));
    }
}
