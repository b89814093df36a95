package io.holdfast.gateway.door;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What every answer carries, whoever gives it. No answer says which server it is. */
@ApplicationScoped
class AnswerHeaders {

    private final Optional<String> hsts;

    AnswerHeaders(DoorConfig config) {
        this.hsts = config.hsts();
    }

    void put(HttpServerResponse response, String requestId) {
        response.putHeader(RequestId.HEADER, requestId)
                // Stock is true at the moment of the answer; a cache would tell it later, and to others.
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer");
        hsts.ifPresent(value -> response.putHeader("Strict-Transport-Security", value));
    }
}
