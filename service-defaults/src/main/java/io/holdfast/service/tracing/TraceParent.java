package io.holdfast.service.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.regex.Pattern;

/** W3C trace context as text: how a trace goes from one service to the next, in headers and in events. */
public final class TraceParent {

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE_BEGINS = 3;
    private static final int TRACE_ENDS = 35;
    private static final int SPAN_BEGINS = 36;
    private static final int SPAN_ENDS = 52;
    private static final int FLAGS_BEGIN = 53;

    private TraceParent() {}

    /** Whether the text is one; null is none. */
    public static boolean is(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /** The trace's id, which log lines carry; null where the text is no trace context. */
    public static String trace(String text) {
        return is(text) ? text.substring(TRACE_BEGINS, TRACE_ENDS) : null;
    }

    static String of(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
    }

    /** Of a text that may come from outside; one that is no trace context gives a span that is not valid. */
    static SpanContext read(String text) {
        return !is(text) ? SpanContext.getInvalid() : SpanContext.createFromRemoteParent(text.substring(TRACE_BEGINS, TRACE_ENDS),
                text.substring(SPAN_BEGINS, SPAN_ENDS), TraceFlags.fromHex(text, FLAGS_BEGIN), TraceState.getDefault());
    }
}
