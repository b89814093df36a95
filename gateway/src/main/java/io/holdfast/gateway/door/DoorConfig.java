package io.holdfast.gateway.door;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How much the door lets through, and how long it waits. */
@ConfigMapping(prefix = "holdfast.door")
interface DoorConfig {

    /** How long a service may be silent before its caller is told that it can't be reached. */
    @WithDefault("30s")
    Duration patience();

    /** Requests that may be under way to one service; beyond, the answer is 503 at once. */
    @WithDefault("4096")
    int inFlight();

    Service catalog();

    Service stock();

    Service allocation();

    Service notification();

    Rate rate();

    /** {@code Strict-Transport-Security} of every answer, e.g. {@code max-age=31536000}; set it where TLS ends in front of this. */
    Optional<String> hsts();

    /** What is different for one service. */
    interface Service {
        Optional<Duration> patience();

        OptionalInt inFlight();
    }

    /** Requests per key; unlimited unless set. */
    interface Rate {
        OptionalInt requests();

        @WithDefault("1m")
        Duration window();

        /** Replicas of the gateway that share the requests: each counts its part for itself. */
        @WithDefault("1")
        int replicas();
    }
}
