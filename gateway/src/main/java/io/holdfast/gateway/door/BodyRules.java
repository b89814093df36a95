package io.holdfast.gateway.door;

import io.holdfast.service.Limits;
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
        return length != null && isTooLong(length) ? Optional.of(tooLarge()) : Optional.empty();
    }

    static Problem tooLarge() {
        return Problem.ofStatus(413);
    }

    private static boolean isTooLong(String length) {
        try {
            return Long.parseLong(length.strip()) > Limits.BODY_BYTES;
        } catch (NumberFormatException e) {
            // More digits than a long has; the server refuses what is no number at all.
            return true;
        }
    }
}
