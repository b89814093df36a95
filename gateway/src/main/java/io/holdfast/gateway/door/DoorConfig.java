package io.holdfast.gateway.door;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The public door. */
@ConfigMapping(prefix = "holdfast.door")
interface DoorConfig {

    /** How long a service may take to answer before the caller is told that it does not. */
    @WithDefault("30s")
    Duration patience();
}
