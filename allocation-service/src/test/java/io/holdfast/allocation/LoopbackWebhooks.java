package io.holdfast.allocation;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Lets webhooks reach this machine, where the receivers of tests are. Only AddressTest has it otherwise. */
public final class LoopbackWebhooks implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("holdfast.webhooks.allow-loopback", "true");
    }

    @Override
    public void stop() {
        // Nothing was started.
    }
}
