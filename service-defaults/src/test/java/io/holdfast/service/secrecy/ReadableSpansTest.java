package io.holdfast.service.secrecy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.semconv.UrlAttributes;
import org.junit.jupiter.api.Test;

class ReadableSpansTest {

    private final Tracer tracer = SdkTracerProvider.builder().addSpanProcessor(new ReadableSpans()).build().get("test");

    @Test
    void a_span_says_where_a_call_went_and_opens_nothing() {
        assertEquals("/v1/mail/…/unsubscribe", kept(UrlAttributes.URL_PATH, "/v1/mail/bWU.c2ln/unsubscribe"));
        assertEquals("sku=…&key=…", kept(UrlAttributes.URL_QUERY, "sku=TEA&key=local-operator"));
        assertEquals("http://stock/v1/orders?state=…", kept(UrlAttributes.URL_FULL, "http://stock/v1/orders?state=PAID"));
    }

    private String kept(AttributeKey<String> attribute, String value) {
        return ((ReadableSpan) tracer.spanBuilder("GET").setAttribute(attribute, value).startSpan()).getAttribute(attribute);
    }
}
