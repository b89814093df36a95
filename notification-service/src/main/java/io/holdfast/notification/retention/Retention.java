package io.holdfast.notification.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** For how long what is done with is kept. */
@ConfigMapping(prefix = "holdfast.retention")
interface Retention {

    /** Alerts, after they were cleared. */
    @WithDefault("P400D")
    Duration alerts();

    /** Digests, after they were claimed, sent or not. Not less than a letter may be tried for, or it could be claimed again. */
    @WithDefault("P400D")
    Duration digests();
}
