package io.holdfast.gateway.door;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;

/**
 * How long an address and headers may be. The server lets in some more, so that we can say why it is refused; beyond its own
 * limits, or for what is no HTTP at all, it answers a bare status by itself and closes, before any code of ours.
 */
final class HeadRules {

    /** The colon, the space and the line break. */
    private static final int AROUND_A_HEADER = 4;

    private HeadRules() {}

    static Optional<Problem> refusal(HttpServerRequest request) {
        if (request.uri().length() > Limits.ADDRESS_BYTES) {
            return Optional.of(new Problem(414, "address-too-long", "The address is too long",
                    "An address with its query may have up to " + Limits.ADDRESS_BYTES + " bytes.").with("limit", Limits.ADDRESS_BYTES));
        }
        int bytes = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            bytes += header.getKey().length() + header.getValue().length() + AROUND_A_HEADER;
        }
        return bytes <= Limits.HEADERS_BYTES ? Optional.empty() : Optional.of(new Problem(431, "headers-too-large", "The headers are too large",
                "All headers together may have up to " + Limits.HEADERS_BYTES + " bytes.").with("limit", Limits.HEADERS_BYTES));
    }
}
