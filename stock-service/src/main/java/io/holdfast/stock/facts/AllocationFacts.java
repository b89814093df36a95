package io.holdfast.stock.facts;

import io.holdfast.contracts.AllocationChanged;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.messaging.EventHandler;
import io.holdfast.messaging.Events;
import io.holdfast.stock.telling.RetellingStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Allocations: what is set aside for whom. What was drawn of them is counted here and survives their edits. */
@ApplicationScoped
class AllocationFacts implements EventHandler {

    /** Like every change that a sale depends on, it is made under the lock of its item. */
    private static final String LOCK = """
            with touched as materialized (
                select i.merchant, i.sku from unnest($1::text[], $2::text[]) as k(merchant, sku) join item i using (merchant, sku)
                order by i.merchant, i.sku for no key update of i
            )
            update item i set version = i.version + 1 from touched t where i.merchant = t.merchant and i.sku = t.sku""";
    private static final String KEEP = """
            insert into allocation (merchant, id, sku, purpose, members, quantity, adjust, starts_at, ends_at, turns_at, ended, created_at, version)
            values ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz, $9::timestamptz, coalesce($8::timestamptz, $9::timestamptz), $10, $11, $12)
            on conflict (merchant, id) do update set members = excluded.members, quantity = excluded.quantity,
                adjust = excluded.adjust, starts_at = excluded.starts_at, ends_at = excluded.ends_at, turns_at = excluded.turns_at, ended = excluded.ended, version = excluded.version
            where allocation.version < excluded.version""";

    private final Events events;

    AllocationFacts(Events events) {
        this.events = events;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.ALLOCATION_CHANGED);
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<Envelope> received) {
        Collection<Envelope> newest = Newest.of(received);
        Tuple items = Tuple.tuple()
                .addValue(newest.stream().map(Envelope::merchant).toArray(String[]::new))
                .addValue(newest.stream().map(e -> events.data(e, AllocationChanged.class).sku()).toArray(String[]::new));
        return transaction.preparedQuery(LOCK).execute(items)
                .flatMap(locked -> transaction.preparedQuery(KEEP).executeBatch(newest.stream().map(this::row).toList()))
                .flatMap(kept -> RetellingStore.remember(transaction, items));
    }

    private Tuple row(Envelope event) {
        AllocationChanged allocation = events.data(event, AllocationChanged.class);
        return Tuple.tuple().addValue(event.merchant()).addValue(allocation.id()).addValue(allocation.sku())
                .addValue(allocation.purpose()).addValue(allocation.channels().toArray(String[]::new))
                .addValue(allocation.quantity()).addValue(allocation.adjust())
                .addValue(utc(allocation.startsAt())).addValue(utc(allocation.endsAt())).addValue(allocation.ended())
                .addValue(utc(allocation.createdAt())).addValue(event.version());
    }

    private static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
