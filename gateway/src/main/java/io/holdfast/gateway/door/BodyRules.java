package io.holdfast.gateway.door;

import io.holdfast.service.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** What can be said about a body before it is read. */
final class BodyRules {

    private BodyRules() {}

    static Optional<Problem> refusal(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.TRANSFER_ENCODING);
        if (encoding != null && !encoding.equals("chunked")) {
            return Optional.of(Problem.unreadable("The only Transfer-Encoding that works here is \"chunked\"."));
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        int limit = AccessTable.bodyBytes(request.path());
        return length != null && isTooLong(length, limit) ? Optional.of(Problem.tooLarge(limit)) : Optional.empty();
    }

    private static boolean isTooLong(String length, int limit) {
        try {
            return Long.parseLong(length.strip()) > limit;
        } catch (NumberFormatException e) {
            // More digits than a long has; the server refuses what is no number at all.
            return true;
        }
    }
}
