package io.holdfast.service.tracing;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Whether calls are traced. The default of the share stands where Quarkus' own setting takes it from. */
@ConfigMapping(prefix = "holdfast.traces")
public interface TracesConfig {

    /** Where traces are sent, by OTLP over HTTP, e.g. `http://collector:4318`. Without it none are made. */
    Optional<String> endpoint();

    /** The share of calls that is traced, from `0.0` to `1.0`. The gateway decides for all services; what a caller's own trace says about it is not followed. */
    double share();
}
