package io.holdfast.stock.shipment;

import io.holdfast.service.database.OneMoment;
import io.holdfast.stock.book.ShipmentRows;
import io.holdfast.stock.ledger.Shipment;
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
import java.util.UUID;

/** Reads shipments as they are at the moment of reading, newest first. */
@ApplicationScoped
class ShipmentStore {

    private static final String LIST = "select " + ShipmentRows.SHIPMENT_COLUMNS + """
             from shipment s where s.merchant = $1 and (s.from_location is not null) = $2
            and ($3::boolean is null or s.closed = not $3) and ($4::uuid is null or s.id < $4)
            order by s.id desc limit $5""";
    private static final String BY_ID = "select " + ShipmentRows.SHIPMENT_COLUMNS
            + " from shipment s where s.merchant = $1 and (s.from_location is not null) = $2 and s.id = $3";
    private static final String LINES = "select " + ShipmentRows.LINE_COLUMNS
            + " from shipment_line l where l.merchant = $1 and l.shipment_id = any($2::uuid[]) order by l.shipment_id, l.position";

    private final Pool pool;

    ShipmentStore(Pool pool) {
        this.pool = pool;
    }

    /** What to list; {@code open} null: whatever; {@code before}: the id that the page begins behind. */
    record Filter(String merchant, boolean transfers, Boolean open, UUID before) {}

    Uni<Optional<Shipment>> get(String merchant, boolean transfer, UUID id) {
        return read(merchant, BY_ID, Tuple.of(merchant, transfer, id)).map(found -> found.stream().findFirst());
    }

    Uni<List<Shipment>> list(Filter filter, int limit) {
        return read(filter.merchant(), LIST, Tuple.of(filter.merchant(), filter.transfers(), filter.open(), filter.before(), limit));
    }

    private Uni<List<Shipment>> read(String merchant, String query, Tuple parameters) {
        return OneMoment.read(pool, connection -> connection.preparedQuery(query).execute(parameters)
                .flatMap(rows -> lines(connection, merchant, rows).map(lines -> ShipmentRows.read(rows, lines))));
    }

    private static Uni<RowSet<Row>> lines(SqlConnection connection, String merchant, RowSet<Row> shipments) {
        List<UUID> ids = new ArrayList<>();
        shipments.forEach(row -> ids.add(row.getUUID("id")));
        return connection.preparedQuery(LINES).execute(Tuple.tuple().addValue(merchant).addValue(ids.toArray(UUID[]::new)));
    }
}
