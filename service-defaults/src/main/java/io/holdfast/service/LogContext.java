package io.holdfast.service;

import org.jboss.logging.MDC;

/** What every line logged on behalf of a request says of it: {@code requestId}, {@code traceId}, {@code merchant}. Never a key. */
public final class LogContext {

    private LogContext() {}

    public static void request(String requestId, String traceId) {
        put("requestId", requestId);
        put("traceId", traceId);
    }

    /** Null for operators, who have none. */
    public static void merchant(String merchant) {
        put("merchant", merchant);
    }

    /** For work on threads of our own, where no request puts an end to what its lines say. */
    public static void about(String merchant, String traceId, Runnable logging) {
        put("merchant", merchant);
        put("traceId", traceId);
        try {
            logging.run();
        } finally {
            MDC.remove("merchant");
            MDC.remove("traceId");
        }
    }

    private static void put(String name, String value) {
        if (value != null) {
            MDC.put(name, value);
        }
    }
}
