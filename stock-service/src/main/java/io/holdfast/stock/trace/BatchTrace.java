package io.holdfast.stock.trace;

import io.holdfast.service.tracing.Tracing;
import io.holdfast.stock.ledger.Outcome;
import io.opentelemetry.api.trace.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is recorded of one batch: its transaction, and which of its events follow from which request. */
public final class BatchTrace {

    static final BatchTrace NONE = new BatchTrace(null, List.of());

    private final Span whole;
    private final List<Recorded> recorded;
    private final Map<UUID, String> orders = new HashMap<>();

    /** @param place of its command in the batch */
    record Recorded(int place, Span span) {}

    /** @param whole null: nothing is recorded */
    BatchTrace(Span whole, List<Recorded> recorded) {
        this.whole = whole;
        this.recorded = recorded;
    }

    /** The batch was decided; outcomes in the order of its commands. */
    public void decided(List<Outcome> outcomes) {
        for (Recorded one : recorded) {
            if (outcomes.get(one.place()) instanceof Outcome.Done done) {
                orders.put(done.order().id(), Tracing.of(one.span()));
            }
        }
    }

    /** What an order's event follows from: the request that was about it, else the batch; null where neither is recorded. */
    public String ofOrder(UUID order) {
        return orders.getOrDefault(order, ofAll());
    }

    /** What events of all of the batch follow from; null where nothing is recorded. */
    public String ofAll() {
        return whole == null ? null : Tracing.of(whole);
    }

    /** The transaction ended; null: it was committed. */
    public void end(Throwable failure) {
        if (whole != null) {
            Tracing.end(whole, failure);
        }
    }
}
