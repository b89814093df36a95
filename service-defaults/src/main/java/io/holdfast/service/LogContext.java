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

    private static void put(String name, String value) {
        if (value != null) {
            MDC.put(name, value);
        }
    }
}
