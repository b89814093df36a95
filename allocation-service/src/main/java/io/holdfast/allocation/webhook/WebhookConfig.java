package io.holdfast.allocation.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where webhooks may go. */
@ConfigMapping(prefix = "holdfast.webhooks")
interface WebhookConfig {

    /** Webhooks reach the public internet only. True, for local runs: this machine as well. */
    @WithDefault("false")
    boolean allowLoopback();
}
