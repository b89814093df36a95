package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.holdfast.service.Limits;
import io.holdfast.service.tracing.TraceParent;
import io.holdfast.service.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Traces on their way through the outbox and the broker. An event carries the trace that it follows from; where it is sent and
 * where it is applied become parts of that trace.
 */
@ApplicationScoped
class EventTraces {

    static final EventTraces OFF = new EventTraces(Tracing.OFF);

    /** As envelopes are written. Within a text its quotes would be escaped, and no event's data has a member of that name. */
    private static final Pattern CARRIED = Pattern.compile("\"traceparent\":\"([0-9a-f-]{55})\"");

    private final Tracing tracing;

    EventTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Follows the application of events in one transaction: a span for each that is recorded, in the trace that it came with. */
    Uni<Void> applying(List<Envelope> events, Uni<Void> work) {
        List<Envelope> recorded = tracing.isOn() ? events.stream().filter(event -> TraceParent.is(event.traceparent())).toList() : List.of();
        return recorded.isEmpty() ? work : Uni.createFrom().deferred(() -> {
            List<Span> spans = recorded.stream().map(event -> applying(event, events.size())).toList();
            return work.onTermination().invoke((done, failure, cancelled) -> spans.forEach(span -> Tracing.end(span, failure)));
        });
    }

    private Span applying(Envelope event, int together) {
        return tracing.begin("apply " + event.type(), SpanKind.CONSUMER, event.traceparent())
                .setAttribute("messaging.message.id", event.id().toString())
                .setAttribute("messaging.batch.message_count", together)
                .setAttribute("holdfast.merchant", event.merchant()).setAttribute("holdfast.subject", event.subject());
    }

    /** Begins to follow messages that are sent now; those without anything recorded are left out. */
    Map<Parcel, Span> sending(List<Parcel> parcels) {
        Map<Parcel, Span> spans = new HashMap<>();
        if (tracing.isOn()) {
            for (Parcel parcel : parcels) {
                List<String> carried = carriedBy(parcel);
                if (!carried.isEmpty()) {
                    spans.put(parcel, tracing.begin("send " + parcel.type(), SpanKind.PRODUCER, carried)
                            .setAttribute("messaging.batch.message_count", parcel.rows().size()));
                }
            }
        }
        return spans;
    }

    private static List<String> carriedBy(Parcel parcel) {
        List<String> carried = new ArrayList<>();
        for (OutboxRow row : parcel.rows()) {
            Matcher found = CARRIED.matcher(row.envelope());
            while (carried.size() < Limits.LINKS_PER_SPAN && found.find()) {
                if (!carried.contains(found.group(1))) {
                    carried.add(found.group(1));
                }
            }
        }
        return carried;
    }
}
