package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.holdfast.service.database.Transactions;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Applies each event once, whichever way and however often it comes: the broker and the direct handover end here alike. */
@ApplicationScoped
public class Inbox {

    // Ids in order, so that two receivers of overlapping batches wait for each other instead of deadlocking.
    private static final String REMEMBER = """
            insert into inbox (event_id) select id from unnest($1::uuid[]) as id order by id
            on conflict do nothing returning event_id""";

    private final Transactions transactions;
    private final EventTraces traces;
    private final Map<String, List<EventHandler>> byType = new HashMap<>();

    Inbox(Transactions transactions, @All List<EventHandler> handlers, EventTraces traces) {
        this.transactions = transactions;
        this.traces = traces;
        handlers.forEach(handler -> handler.types().forEach(
                type -> byType.computeIfAbsent(type, any -> new ArrayList<>()).add(handler)));
    }

    /** The types that this service subscribes to. */
    public Set<String> types() {
        return new TreeSet<>(byType.keySet());
    }

    /**
     * Applies those events that are new. Events for the same handlers are applied in one transaction; what others
     * handle has one of its own, so that the locks of two handlers never meet. A failure leaves out that transaction
     * and the later ones; who receives it all again finds the earlier ones done.
     */
    public Uni<Void> receive(List<Envelope> events) {
        Map<List<EventHandler>, List<Envelope>> parts = new LinkedHashMap<>();
        events.forEach(event -> parts.computeIfAbsent(handlersOf(event), any -> new ArrayList<>()).add(event));
        return Multi.createFrom().iterable(parts.values())
                .onItem().transformToUniAndConcatenate(part -> traces.applying(part, transactions.ofAllMerchants(transaction -> receive(transaction, part))))
                .onItem().ignoreAsUni();
    }

    /** The same within a transaction of the caller's, for events of one type. */
    Uni<Void> receive(SqlConnection transaction, List<Envelope> events) {
        List<EventHandler> concerned = handlersOf(events.get(0));
        Map<UUID, Envelope> once = new LinkedHashMap<>();
        events.forEach(event -> once.putIfAbsent(event.id(), event));
        if (concerned.stream().allMatch(EventHandler::isRepeatable)) {
            return apply(transaction, concerned, List.copyOf(once.values()));
        }
        return remember(transaction, once.keySet()).flatMap(fresh -> {
            once.keySet().retainAll(fresh);
            return apply(transaction, concerned, List.copyOf(once.values()));
        });
    }

    private List<EventHandler> handlersOf(Envelope event) {
        return byType.getOrDefault(event.type(), List.of());
    }

    private static Uni<Set<UUID>> remember(SqlConnection transaction, Set<UUID> ids) {
        return transaction.preparedQuery(REMEMBER).execute(Tuple.tuple().addValue(ids.toArray(UUID[]::new))).map(Inbox::ids);
    }

    private static Set<UUID> ids(RowSet<Row> rows) {
        Set<UUID> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }

    private static Uni<Void> apply(SqlConnection transaction, List<EventHandler> concerned, List<Envelope> due) {
        if (due.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom().iterable(concerned)
                .onItem().transformToUniAndConcatenate(handler -> handler.apply(transaction, due))
                .onItem().ignoreAsUni();
    }
}
