package io.holdfast.stock.lane;

import io.holdfast.service.idempotency.KeyedRequest;
import io.holdfast.service.idempotency.Once;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Keyed;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.trace.CommandTraces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Callers' commands on their way into the lanes, each under its request's idempotency key where that has one. */
@ApplicationScoped
public class Asking {

    private final Lanes lanes;
    private final Once once;
    private final CommandTraces traces;

    Asking(Lanes lanes, Once once, CommandTraces traces) {
        this.lanes = lanes;
        this.once = once;
        this.traces = traces;
    }

    /** The outcome once it is durable; of a request that was sent before under its key, the first one's. */
    public Uni<Outcome> submit(Command command) {
        return submit(command, 0);
    }

    /**
     * The same.
     *
     * @param part of a request that is many commands, from 1; 0: it is this one
     */
    public Uni<Outcome> submit(Command command, int part) {
        KeyedRequest request = once.current();
        return request == null ? submitted(command)
                : submitted(new Keyed(command, new Keyed.Key(request.key(), part, request.digest()))).map(outcome -> told(request, part, outcome));
    }

    private Uni<Outcome> submitted(Command command) {
        return traces.follow(command, lanes.submit(command));
    }

    private static Outcome told(KeyedRequest request, int part, Outcome outcome) {
        if (outcome instanceof Outcome.KeyTaken) {
            throw Once.takenBefore(request);
        }
        boolean again = outcome instanceof Outcome.Again;
        if (part == 0) {
            request.answeredWithEffect(again);
        }
        return again ? ((Outcome.Again) outcome).first() : outcome;
    }
}
