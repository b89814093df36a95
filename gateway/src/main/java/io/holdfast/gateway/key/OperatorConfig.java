package io.holdfast.gateway.key;

import io.smallrye.config.ConfigMapping;

/** The operator: who creates merchants. */
@ConfigMapping(prefix = "holdfast.operator")
interface OperatorConfig {

    /** The operator's API key. Long and random: a public door with a known key is no door. */
    String key();
}
