package io.holdfast.service.http;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Where a service listens, and how it stops. The defaults stand where Quarkus' own settings take them from. */
@ConfigMapping(prefix = "holdfast.http")
public interface HttpConfig {

    /** The address to listen at, for callers and for management. `0.0.0.0` in a container. */
    String host();

    /** The port for callers. Every service has its own default, 8080 to 8084. */
    int port();

    /** The port of health and metrics. Nobody but the operator's tools should reach it. */
    int managementPort();

    /** On a stop: for how long requests are still taken while health says "not ready", so that callers hear of it first. */
    Duration stopDelay();

    /** On a stop, after the delay: for how long requests in hand may finish. */
    Duration stopTimeout();
}
