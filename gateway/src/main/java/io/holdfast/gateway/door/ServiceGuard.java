package io.holdfast.gateway.door;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.util.TypeLiteral;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Stands before one service. Only so many calls may be under way to it; and when most calls fail, it is left alone for a
 * moment, its callers are answered at once, and then one call tries whether it is back.
 */
final class ServiceGuard {

    private static final Logger LOG = Logger.getLogger(ServiceGuard.class);
    /** Of the last so many calls half have to fail: a single slow address can't close the door of a service for everybody. */
    private static final int LAST_CALLS = 20;
    private static final double FAILED = 0.5;
    private static final long LEFT_ALONE_MS = 1_000;
    private static final TypeLiteral<CompletionStage<Object>> LATER = new TypeLiteral<>() {};

    private final Guard guard;

    /** A failure that says nothing about the service: the caller hung up, or sent too much. */
    static final class CallersDoing extends RuntimeException {
        CallersDoing(Throwable cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }

    ServiceGuard(String service, int inFlight) {
        guard = Guard.create().withDescription(service)
                .withBulkhead().limit(inFlight).queueSize(1).done()
                .withCircuitBreaker().requestVolumeThreshold(LAST_CALLS).failureRatio(FAILED).delay(LEFT_ALONE_MS, ChronoUnit.MILLIS)
                .when(ServiceGuard::isOutage).onStateChange(state -> tell(service, state)).done()
                .build();
    }

    /** The call's outcome, where it came from; or a failure at once. */
    <T> Future<T> call(Supplier<Future<T>> call) {
        Context own = Vertx.currentContext();
        CompletionStage<Object> outcome = guard.get(() -> call.get().<Object>map(answer -> answer).toCompletionStage(), LATER);
        @SuppressWarnings("unchecked")
        Future<T> answer = (Future<T>) Future.fromCompletionStage(outcome, own);
        return answer;
    }

    private static boolean isOutage(Throwable failure) {
        return !(failure instanceof CallersDoing) && !Overload.is(failure);
    }

    private static void tell(String service, CircuitBreakerState state) {
        if (state == CircuitBreakerState.OPEN) {
            LOG.warnf("%s does not answer; its callers are answered at once until it is back", service);
        } else if (state == CircuitBreakerState.CLOSED) {
            LOG.infof("%s answers again", service);
        }
    }
}
