package io.holdfast.stock.location;

import io.holdfast.service.Limits;
import io.holdfast.stock.location.LocationResource.Kind;
import io.holdfast.stock.location.LocationResource.Location;
import io.holdfast.stock.location.LocationResource.Patch;
import io.holdfast.stock.merchant.FactVersions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The locations of each merchant, in the order of their creation. */
@ApplicationScoped
class LocationStore {

    private static final String CREATE = """
            insert into location (merchant, code, name, kind)
            select $1, $2, $3, $4 where (select count(*) from location where merchant = $1) < $5
            on conflict do nothing""";
    private static final String GET = "select code, name, kind from location where merchant = $1 and code = $2";
    private static final String LIST = "select code, name, kind from location where merchant = $1 order by position";
    private static final String CHANGE = """
            update location set name = coalesce($3, name), kind = coalesce($4, kind), version = version + 1
            where merchant = $1 and code = $2 returning code, name, kind""";

    private final Pool pool;

    LocationStore(Pool pool) {
        this.pool = pool;
    }

    /** How a creation ended. */
    enum Created { CREATED, TAKEN, TOO_MANY }

    Uni<Created> create(String merchant, Location location) {
        Tuple row = Tuple.of(merchant, location.code(), location.name(), location.kind().name(), Limits.LOCATIONS_PER_MERCHANT);
        return pool.withTransaction(transaction -> transaction.preparedQuery(CREATE).execute(row)
                        .call(created -> FactVersions.edited(transaction, List.of(merchant))))
                .flatMap(rows -> rows.rowCount() == 1 ? Uni.createFrom().item(Created.CREATED)
                        : get(merchant, location.code()).map(found -> found.isPresent() ? Created.TAKEN : Created.TOO_MANY));
    }

    Uni<Optional<Location>> get(String merchant, String code) {
        return pool.preparedQuery(GET).execute(Tuple.of(merchant, code)).map(LocationStore::first);
    }

    Uni<List<Location>> list(String merchant) {
        return pool.preparedQuery(LIST).execute(Tuple.of(merchant)).map(rows -> {
            List<Location> all = new ArrayList<>();
            rows.forEach(row -> all.add(location(row)));
            return all;
        });
    }

    Uni<Optional<Location>> change(String merchant, String code, Patch patch) {
        return pool.preparedQuery(CHANGE)
                .execute(Tuple.of(merchant, code, patch.name(), patch.kind() == null ? null : patch.kind().name()))
                .map(LocationStore::first);
    }

    private static Optional<Location> first(RowSet<Row> rows) {
        return rows.iterator().hasNext() ? Optional.of(location(rows.iterator().next())) : Optional.empty();
    }

    private static Location location(Row row) {
        return new Location(row.getString("code"), row.getString("name"), Kind.valueOf(row.getString("kind")));
    }
}
