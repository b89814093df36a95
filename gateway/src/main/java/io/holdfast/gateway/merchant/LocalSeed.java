package io.holdfast.gateway.merchant;

import io.holdfast.gateway.key.ApiKey;
import io.holdfast.gateway.LocalConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** On a local suite, a merchant with a key that everybody knows; never anywhere else. */
@ApplicationScoped
class LocalSeed {

    private static final Logger LOG = Logger.getLogger(LocalSeed.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Merchant DEMO = new Merchant("demo", "Demo", "merchant@demo.example", "Europe/Paris", "en", "EUR");
    private static final String DEMO_KEY = "local-admin";

    private final Merchants merchants;
    private final boolean wanted;

    LocalSeed(Merchants merchants, LocalConfig config) {
        this.merchants = merchants;
        this.wanted = config.seed();
    }

    void seed(@Observes StartupEvent start) {
        if (wanted) {
            ApiKey key = ApiKey.known(DEMO.id(), "local admin key", DEMO_KEY);
            merchants.create(DEMO, key).await().atMost(PATIENCE)
                    .ifPresent(created -> LOG.info("Created the merchant \"demo\" for local use; its key is \"local-admin\""));
        }
    }
}
