package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Where events wait for the broker. They are written in the transaction that decided them, never after it. */
@ApplicationScoped
public class Outbox {

    /** Fixed for ever: a row's partition must not change while it waits. */
    static final int PARTITIONS = 16;

    /** Adds {@link #rows} to the transaction that it is sent in; {@link #wake} tells the relay. */
    public static final String APPEND = """
            insert into outbox (partition, type, aggregate, event_id, envelope)
            select unnest($1::smallint[]), unnest($2::text[]), unnest($3::text[]), unnest($4::uuid[]), unnest($5::text[])""";

    private final Events events;
    private final Semaphore hint = new Semaphore(0);

    public Outbox(Events events) {
        this.events = events;
    }

    /** Adds events to the caller's transaction, in the order given. An empty list costs nothing. */
    public Uni<Void> append(SqlConnection transaction, List<Envelope> batch) {
        return batch.isEmpty() ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(APPEND).execute(rows(batch)).invoke(this::wake).replaceWithVoid();
    }

    /** What {@link #APPEND} adds: the same events, for whoever sends it along with other statements. */
    public Tuple rows(List<Envelope> batch) {
        List<NewRow> rows = NewRow.pack(batch, events::write);
        return Tuple.tuple()
                .addValue(rows.stream().map(NewRow::partition).toArray(Short[]::new))
                .addValue(rows.stream().map(NewRow::type).toArray(String[]::new))
                .addValue(rows.stream().map(NewRow::aggregate).toArray(String[]::new))
                .addValue(rows.stream().map(NewRow::eventId).toArray(UUID[]::new))
                .addValue(rows.stream().map(NewRow::envelope).toArray(String[]::new));
    }

    /** Tells the relay of this process that there is, or will be in a moment, something to send. */
    public void wake() {
        if (hint.availablePermits() == 0) {
            hint.release();
        }
    }

    /** Waits for the next {@link #wake}; false when the time ran out. */
    boolean awaitHint(Duration time) throws InterruptedException {
        boolean woken = hint.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
        hint.drainPermits();
        return woken;
    }
}
