package io.holdfast.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Shows whether the broker is there. Always up: without it the service goes on, and its events wait. */
@Readiness
@ApplicationScoped
public class BrokerHealth implements HealthCheck {

    private final Messaging messaging;

    BrokerHealth(Messaging messaging) {
        this.messaging = messaging;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Broker (its absence is tolerated)").up();
        if (messaging.isEnabled()) {
            response.withData("relay", word(messaging.isRelayConnected()));
            if (messaging.listens()) {
                response.withData("subscription", word(messaging.isSubscriptionConnected()));
            }
        }
        return response.build();
    }

    private static String word(boolean connected) {
        return connected ? "connected" : "away";
    }
}
