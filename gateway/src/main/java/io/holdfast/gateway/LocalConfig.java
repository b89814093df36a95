package io.holdfast.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What a local suite has beyond a real one. Never set in production. */
@ConfigMapping(prefix = "holdfast.local")
public interface LocalConfig {

    /** Whether to create the merchant "demo" with the admin key "local-admin", which everybody knows. */
    @WithDefault("false")
    boolean seed();

    /** Where the mail that would be sent can be read. */
    Optional<String> mailUrl();
}
