package io.holdfast.service.stopping;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Between the moment at which it is asked to stop and the one at which it takes no more requests, a service answers as ever,
 * and asks with each answer for the connection to be closed. A balancer sends new connections elsewhere by then, but those that
 * callers keep open would go on bringing requests, up to the last, which would be refused.
 */
@ApplicationScoped
class Leaving {

    /** Before every other filter: an answer that one of them gives asks for it too. */
    private static final int FIRST = 10_000;

    private volatile boolean leaving;

    void leave(@Observes ShutdownDelayInitiatedEvent asked) {
        leaving = true;
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, FIRST);
    }

    private void pass(RoutingContext exchange) {
        if (leaving) {
            exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        exchange.next();
    }
}
