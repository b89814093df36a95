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

    /** Of the catalogue alone: */
    Service catalog();

    /** Of the stock service alone: */
    Service stock();

    /** Of the allocation service alone: */
    Service allocation();

    /** Of the notification service alone: */
    Service notification();

    /** Of each key: */
    Rate rate();

    /** {@code Strict-Transport-Security} of every answer, e.g. {@code max-age=31536000}; set it where TLS ends in front of this. */
    Optional<String> hsts();

    /** What is different for one service. */
    interface Service {
        /** how long it may be silent. */
        Optional<Duration> patience();

        /** requests that may be under way to it. */
        OptionalInt inFlight();
    }

    /** Requests per key; unlimited unless set. */
    interface Rate {
        /** requests in a window; unlimited unless set. */
        OptionalInt requests();

        /** the window. */
        @WithDefault("1m")
        Duration window();

        /** replicas of the gateway that share the requests, each of which counts its part for itself. */
        @WithDefault("1")
        int replicas();
    }
}
