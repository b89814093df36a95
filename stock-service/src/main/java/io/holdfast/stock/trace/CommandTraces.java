package io.holdfast.stock.trace;

import io.holdfast.service.tracing.Tracing;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The recorded commands that wait or are being decided. A command waits in a lane with others' and leaves its request's thread
 * there, so its span stands here until it is answered. While nothing is recorded this is one look at an empty map for a batch.
 */
@ApplicationScoped
public class CommandTraces {

    private final Tracing tracing;
    private final Map<Command, Span> waiting = new ConcurrentHashMap<>();

    public CommandTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Follows a command of the request in hand from here to its outcome, where that request is recorded. */
    public Uni<Outcome> follow(Command command, Uni<Outcome> work) {
        String cause = tracing.recorded();
        return cause == null ? work : Uni.createFrom().deferred(() -> {
            Span span = tracing.begin(word(command.plain()), SpanKind.INTERNAL, cause);
            waiting.put(command, span);
            return work.onItem().invoke(outcome -> span.setAttribute("holdfast.outcome", word(outcome)))
                    .onTermination().invoke((outcome, failure, hungUp) -> {
                        waiting.remove(command, span);
                        Tracing.end(span, failure);
                    });
        });
    }

    /** What is recorded of a batch whose transaction begins now. */
    public BatchTrace begin(List<Command> batch) {
        if (waiting.isEmpty()) {
            return BatchTrace.NONE;
        }
        List<BatchTrace.Recorded> recorded = new ArrayList<>();
        for (int place = 0; place < batch.size(); place++) {
            Span span = waiting.get(batch.get(place));
            if (span != null) {
                recorded.add(new BatchTrace.Recorded(place, span));
            }
        }
        if (recorded.isEmpty()) {
            return BatchTrace.NONE;
        }
        List<String> causes = recorded.stream().map(one -> Tracing.of(one.span())).toList();
        Span whole = tracing.begin("batch", SpanKind.INTERNAL, causes);
        whole.setAttribute("holdfast.batch.commands", batch.size());
        // Both ways: who looks at one request finds the transaction that decided it, and what else that had to do.
        recorded.stream().skip(1).forEach(one -> one.span().addLink(whole.getSpanContext()));
        return new BatchTrace(whole, recorded);
    }

    private static String word(Object named) {
        return named.getClass().getSimpleName();
    }
}
