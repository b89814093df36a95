package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Applies each event once, whichever way and however often it comes: the broker and the direct handover end here alike. */
@ApplicationScoped
public class Inbox {

    // Ids in order, so that two receivers of overlapping batches wait for each other instead of deadlocking.
    private static final String REMEMBER = """
            insert into inbox (event_id) select id from unnest($1::uuid[]) as id order by id
            on conflict do nothing returning event_id""";

    private final Pool pool;
    private final List<EventHandler> handlers;

    Inbox(Pool pool, @All List<EventHandler> handlers) {
        this.pool = pool;
        this.handlers = handlers;
    }

    /** The types that this service subscribes to. */
    public Set<String> types() {
        return handlers.stream().flatMap(h -> h.types().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Applies those events that are new, all in one transaction; fails as a whole. */
    public Uni<Void> receive(List<Envelope> events) {
        return pool.withTransaction(transaction -> receive(transaction, events));
    }

    /** The same within a transaction of the caller's. */
    Uni<Void> receive(SqlConnection transaction, List<Envelope> events) {
        return remember(transaction, events).flatMap(fresh -> apply(transaction, events, fresh));
    }

    private static Uni<Set<UUID>> remember(SqlConnection transaction, List<Envelope> events) {
        UUID[] ids = events.stream().map(Envelope::id).distinct().toArray(UUID[]::new);
        return transaction.preparedQuery(REMEMBER).execute(Tuple.tuple().addValue(ids)).map(Inbox::ids);
    }

    private static Set<UUID> ids(RowSet<Row> rows) {
        Set<UUID> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }

    private Uni<Void> apply(SqlConnection transaction, List<Envelope> events, Set<UUID> fresh) {
        Map<UUID, Envelope> due = new LinkedHashMap<>();
        events.stream().filter(e -> fresh.contains(e.id())).forEach(e -> due.putIfAbsent(e.id(), e));
        return Multi.createFrom().iterable(handlers)
                .onItem().transformToUniAndConcatenate(handler -> applyBy(handler, transaction, due))
                .onItem().ignoreAsUni();
    }

    private static Uni<Void> applyBy(EventHandler handler, SqlConnection transaction, Map<UUID, Envelope> due) {
        List<Envelope> own = due.values().stream().filter(e -> handler.types().contains(e.type())).toList();
        return own.isEmpty() ? Uni.createFrom().voidItem() : handler.apply(transaction, own);
    }
}
