package io.holdfast.gateway.door;

import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** W3C trace context: the caller's own if it has one, else one that begins here; services and their events carry it on. */
final class TraceParent {

    static final String HEADER = "traceparent";
    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE_BEGINS = 3;
    private static final int TRACE_ENDS = 35;

    private TraceParent() {}

    /** The trace id; the request carries the header from now on. */
    static String traceOf(HttpServerRequest request) {
        String given = request.getHeader(HEADER);
        boolean known = given != null && FORM.matcher(given).matches();
        String parent = known ? given : begin();
        if (!known) {
            request.headers().set(HEADER, parent).remove("tracestate");
        }
        return parent.substring(TRACE_BEGINS, TRACE_ENDS);
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
