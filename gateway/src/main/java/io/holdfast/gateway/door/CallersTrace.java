package io.holdfast.gateway.door;

import io.holdfast.service.tracing.TraceParent;
import io.holdfast.service.tracing.Tracing;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The trace that a request belongs to (W3C trace context): where calls are traced, the one that the tracer has put it in; else
 * the caller's own if it has one, else one that begins here. So log lines always have an id by which they are found together.
 */
final class CallersTrace {

    static final String HEADER = "traceparent";

    private CallersTrace() {}

    /** The trace id; the request carries the header from now on. */
    static String of(HttpServerRequest request, Tracing tracing) {
        String traced = tracing.current();
        if (traced != null) {
            request.headers().set(HEADER, traced);
            return TraceParent.trace(traced);
        }
        String given = request.getHeader(HEADER);
        if (TraceParent.is(given)) {
            return TraceParent.trace(given);
        }
        String begun = begin();
        request.headers().set(HEADER, begun).remove("tracestate");
        return TraceParent.trace(begun);
    }

    /** Sampled, as tracers do when nobody has decided. The last bits are set because the form forbids an id of zeros. */
    private static String begin() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "00-" + hex(random.nextLong()) + hex(random.nextLong() | 1) + "-" + hex(random.nextLong() | 1) + "-01";
    }

    private static String hex(long number) {
        String digits = Long.toHexString(number);
        return "0".repeat(Long.BYTES * 2 - digits.length()) + digits;
    }
}
