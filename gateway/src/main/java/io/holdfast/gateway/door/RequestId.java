package io.holdfast.gateway.door;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/** The name of a request, in every answer and on the way to the services. */
final class RequestId {

    static final String HEADER = "X-Request-Id";
    // What may go into a log line as it is.
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    private RequestId() {}

    /** The caller's own if it is sane, else a new one; the request carries it from now on. */
    static String of(HttpServerRequest request) {
        String given = request.getHeader(HEADER);
        String id = given != null && SANE.matcher(given).matches() ? given : UuidCreator.getTimeOrderedEpoch().toString();
        request.headers().set(HEADER, id);
        return id;
    }
}
