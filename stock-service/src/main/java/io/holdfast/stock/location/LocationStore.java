package io.holdfast.stock.location;

import io.holdfast.service.Limits;
import io.holdfast.service.idempotency.KeyedRequest;
import io.holdfast.service.idempotency.Once;
import io.holdfast.stock.location.LocationResource.Kind;
import io.holdfast.stock.location.LocationResource.Location;
import io.holdfast.stock.merchant.FactVersions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The locations of each merchant, in the order of their creation. */
@ApplicationScoped
class LocationStore {

    private static final String CREATE = """
            insert into location (merchant, code, name, kind)
            select $1, $2, $3, $4 where (select count(*) from location where merchant = $1) < $5
            on conflict do nothing""";
    private static final String GET = "select code, name, kind, version from location where merchant = $1 and code = $2";
    private static final String LOCKED = GET + " for no key update";
    private static final String LIST = "select code, name, kind, version from location where merchant = $1 order by position";
    private static final String CHANGE = """
            update location set name = $3, kind = $4, version = version + 1
            where merchant = $1 and code = $2 returning code, name, kind, version""";

    private final Pool pool;
    private final Once once;

    LocationStore(Pool pool, Once once) {
        this.pool = pool;
        this.once = once;
    }

    /** How a creation ended. */
    enum Created { CREATED, TAKEN, TOO_MANY }

    /** A location with the version of its row. */
    record Versioned(Location location, long version) {}

    Uni<Created> create(String merchant, Location location) {
        // Also its turn: creations of one merchant wait here for each other, so that none counts what another is about to add.
        KeyedRequest request = once.current();
        return pool.withTransaction(connection -> once.run(connection, request, Created.class, () ->
                FactVersions.edited(connection, List.of(merchant)).flatMap(turn -> create(connection, merchant, location))));
    }

    private static Uni<Created> create(SqlConnection connection, String merchant, Location location) {
        return connection.preparedQuery(CREATE).execute(Tuple.of(merchant, location.code(), location.name(), location.kind().name(),
                        Limits.LOCATIONS_PER_MERCHANT))
                .flatMap(rows -> rows.rowCount() == 1 ? Uni.createFrom().item(Created.CREATED)
                        : connection.preparedQuery(GET).execute(Tuple.of(merchant, location.code())).map(LocationStore::first)
                                .map(found -> found.isPresent() ? Created.TAKEN : Created.TOO_MANY));
    }

    Uni<Optional<Versioned>> get(String merchant, String code) {
        return pool.preparedQuery(GET).execute(Tuple.of(merchant, code)).map(LocationStore::first);
    }

    Uni<List<Location>> list(String merchant) {
        return pool.preparedQuery(LIST).execute(Tuple.of(merchant)).map(rows -> {
            List<Location> all = new ArrayList<>();
            rows.forEach(row -> all.add(location(row)));
            return all;
        });
    }

    /** Changes the location as it is under its lock; one that comes out the same keeps its version. */
    Uni<Optional<Versioned>> change(String merchant, String code, Function<Versioned, Location> change) {
        return pool.withTransaction(connection -> connection.preparedQuery(LOCKED).execute(Tuple.of(merchant, code))
                .map(LocationStore::first).flatMap(found -> {
                    Location after = found.map(change).orElse(null);
                    return after == null || after.equals(found.get().location()) ? Uni.createFrom().item(found)
                            : connection.preparedQuery(CHANGE).execute(Tuple.of(merchant, code, after.name(), after.kind().name()))
                                    .map(LocationStore::first);
                }));
    }

    private static Optional<Versioned> first(RowSet<Row> rows) {
        return rows.iterator().hasNext() ? Optional.of(versioned(rows.iterator().next())) : Optional.empty();
    }

    private static Versioned versioned(Row row) {
        return new Versioned(location(row), row.getLong("version"));
    }

    private static Location location(Row row) {
        return new Location(row.getString("code"), row.getString("name"), Kind.valueOf(row.getString("kind")));
    }
}
