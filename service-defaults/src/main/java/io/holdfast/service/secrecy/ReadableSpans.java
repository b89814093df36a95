package io.holdfast.service.secrecy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.semconv.UrlAttributes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.UnaryOperator;

/** Spans of HTTP calls say where they went, as the platform wrote it down when they began: here what opens something is taken out. */
@ApplicationScoped
class ReadableSpans implements SpanProcessor {

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        replace(span, UrlAttributes.URL_PATH, Redacted::text);
        replace(span, UrlAttributes.URL_QUERY, Redacted::query);
        replace(span, UrlAttributes.URL_FULL, Redacted::address);
    }

    private static void replace(ReadWriteSpan span, AttributeKey<String> attribute, UnaryOperator<String> readable) {
        String said = span.getAttribute(attribute);
        if (said != null) {
            span.setAttribute(attribute, readable.apply(said));
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // Nothing is known now that was not known at the beginning.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
