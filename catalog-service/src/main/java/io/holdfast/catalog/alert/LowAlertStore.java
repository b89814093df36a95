package io.holdfast.catalog.alert;

import io.holdfast.contracts.AlertChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The table of alerts. */
@ApplicationScoped
class LowAlertStore {

    private static final String KEEP = """
            insert into low_alert (merchant, sku, location, since, available, threshold, version)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::bigint[], $6::bigint[], $7::bigint[])
            on conflict (merchant, sku, location) do update set since = excluded.since, available = excluded.available,
                threshold = excluded.threshold, version = excluded.version
            where excluded.version > low_alert.version""";

    /** An alert as an event said it. */
    record Entry(String merchant, long version, AlertChanged alert) {

        /** Empty: over all locations. */
        String location() {
            return alert.location() == null ? "" : alert.location();
        }
    }

    /** Keeps what is newer than what is there. Each SKU and location at most once, in order. */
    Uni<Void> keep(SqlConnection transaction, List<Entry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.tuple()
                .addValue(entries.stream().map(Entry::merchant).toArray(String[]::new))
                .addValue(entries.stream().map(e -> e.alert().sku()).toArray(String[]::new))
                .addValue(entries.stream().map(Entry::location).toArray(String[]::new))
                .addValue(entries.stream().map(e -> since(e.alert())).toArray(OffsetDateTime[]::new))
                .addValue(entries.stream().map(e -> e.alert().available()).toArray(Long[]::new))
                .addValue(entries.stream().map(e -> e.alert().threshold()).toArray(Long[]::new))
                .addValue(entries.stream().map(Entry::version).toArray(Long[]::new));
        return transaction.preparedQuery(KEEP).execute(columns).replaceWithVoid();
    }

    private static OffsetDateTime since(AlertChanged alert) {
        return alert.since() == null ? null : alert.since().atOffset(ZoneOffset.UTC);
    }
}
