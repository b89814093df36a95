package io.holdfast.notification.mail;

import io.holdfast.notification.StockStub;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Points the service under test at the {@link MailGate}, and at a stub of the stock service. */
public final class MailTestResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("holdfast.smtp.url", "smtp://127.0.0.1:" + MailGate.gate().start(), "holdfast.smtp.silence", "1s",
                "holdfast.public.url", "http://localhost:8080", "holdfast.peers.stock", StockStub.address());
    }

    @Override
    public void stop() {
        // The gate serves all tests of the JVM and ends with it.
    }
}
