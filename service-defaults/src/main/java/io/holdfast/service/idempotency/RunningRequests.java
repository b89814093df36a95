package io.holdfast.service.idempotency;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keyed requests that this process is answering. Only saves a second one its way: what decides is the database, also where the
 * first one's caller has hung up and its work goes on.
 */
@ApplicationScoped
class RunningRequests {

    private final Map<Name, KeyedRequest> running = new ConcurrentHashMap<>();

    private record Name(String merchant, String key) {
        private static Name of(KeyedRequest request) {
            return new Name(request.merchant(), request.key());
        }
    }

    /** Takes the key until it is left, or the exchange ends, however it does; a problem if another request has it. */
    void enter(KeyedRequest request, RoutingContext exchange) {
        if (running.putIfAbsent(Name.of(request), request) != null) {
            throw IdempotencyKey.inUse();
        }
        exchange.addEndHandler(ended -> leave(request));
    }

    /** Before the answer is given: who has it may ask again at once. */
    void leave(KeyedRequest request) {
        running.remove(Name.of(request), request);
    }
}
