package io.holdfast.service.tracing;

import io.holdfast.service.Limits;
import io.holdfast.service.secrecy.Redacted;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Spans of our own, beside those that the platform makes of HTTP calls: for what happens between a call and its effects
 * elsewhere. Only what is recorded is passed on, so where nobody traces nothing is written and nothing is carried.
 */
@ApplicationScoped
public class Tracing {

    /** Records nothing. */
    public static final Tracing OFF = new Tracing(OpenTelemetry.noop(), true);

    private final Tracer tracer;
    private final boolean on;

    @Inject
    public Tracing(OpenTelemetry telemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.tracer = telemetry.getTracer("io.holdfast");
        this.on = !off;
    }

    public boolean isOn() {
        return on;
    }

    /** The span of the request in hand, recorded or not; null where there is none. */
    public String current() {
        SpanContext span = on ? Span.current().getSpanContext() : SpanContext.getInvalid();
        return span.isValid() ? TraceParent.of(span) : null;
    }

    /** The same; null also where it is not recorded. For what takes long ways, on which the unrecorded would only be a burden. */
    public String recorded() {
        SpanContext span = on ? Span.current().getSpanContext() : SpanContext.getInvalid();
        return span.isSampled() ? TraceParent.of(span) : null;
    }

    /** Says what the span of the request in hand is about, where the platform can't know: the form of its address, without values. */
    public void name(String method, String path) {
        if (on) {
            Span.current().updateName(method + " " + path);
        }
    }

    /** Begins what one recorded cause led to. */
    public Span begin(String name, SpanKind kind, String cause) {
        return begin(name, kind, List.of(cause));
    }

    /**
     * Begins what several recorded causes led to together: a part of the first one's trace, with links to all of them, up to
     * {@link Limits#LINKS_PER_SPAN}.
     */
    public Span begin(String name, SpanKind kind, List<String> causes) {
        SpanBuilder span = tracer.spanBuilder(name).setSpanKind(kind)
                .setParent(Context.root().with(Span.wrap(TraceParent.read(causes.get(0)))));
        if (causes.size() > 1) {
            causes.stream().limit(Limits.LINKS_PER_SPAN).forEach(cause -> span.addLink(TraceParent.read(cause)));
        }
        return span.startSpan();
    }

    /** As what it leads to carries it. */
    public static String of(Span span) {
        return TraceParent.of(span.getSpanContext());
    }

    /** Ends a span; null: it went well. */
    public static void end(Span span, Throwable failure) {
        if (failure != null) {
            span.recordException(Redacted.failure(failure)).setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
