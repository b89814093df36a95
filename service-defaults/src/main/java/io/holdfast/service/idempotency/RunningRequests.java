package io.holdfast.service.idempotency;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keyed requests that this process is answering. Only saves a second one its way: what decides is the database, also where the
 * first one's caller has hung up and its work goes on.
 */
@ApplicationScoped
class RunningRequests {

    private final Set<Name> running = ConcurrentHashMap.newKeySet();

    private record Name(String merchant, String key) {}

    /** Takes the key until the exchange ends, however it does; a problem if another request has it. */
    void enter(KeyedRequest request, RoutingContext exchange) {
        Name name = new Name(request.merchant(), request.key());
        if (!running.add(name)) {
            throw IdempotencyKey.inUse();
        }
        exchange.addEndHandler(ended -> running.remove(name));
    }
}
