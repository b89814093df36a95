package io.holdfast.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How events travel. */
@ConfigMapping(prefix = "holdfast.messaging")
interface MessagingConfig {

    /** Whether events are sent and received. Without, they wait in the outbox; for tests. */
    @WithDefault("true")
    boolean enabled();

    /** `quorum`, or `classic` for a broker that knows no other. */
    @WithDefault("quorum")
    String queueType();

    /** Whether to declare exchange and queues. False where they are declared already and the user may not. */
    @WithDefault("true")
    boolean declare();
}
