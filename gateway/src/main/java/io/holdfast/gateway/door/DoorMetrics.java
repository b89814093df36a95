package io.holdfast.gateway.door;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How many requests come, how they end, and how long callers wait. */
@ApplicationScoped
class DoorMetrics {

    private static final int CLASSES = 6;
    private static final int OF_A_CLASS = 100;

    private final Timer[] byClass = new Timer[CLASSES];

    DoorMetrics(MeterRegistry registry) {
        for (int i = 0; i < CLASSES; i++) {
            byClass[i] = Timer.builder("holdfast.requests").tag("status", i == 0 ? "gone" : i + "xx")
                    .description("Requests from outside, by the class of their status; gone: the caller did not wait for the answer")
                    .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(200),
                            Duration.ofSeconds(1), Duration.ofSeconds(5)).register(registry);
        }
    }

    /** Times a request until its answer is sent. */
    void watch(RoutingContext context) {
        long began = System.nanoTime();
        context.addEndHandler(end -> byClass[end.failed() ? 0 : context.response().getStatusCode() / OF_A_CLASS]
                .record(Duration.ofNanos(System.nanoTime() - began)));
    }
}
