package io.holdfast.messaging;

import io.holdfast.testkit.broker.EmbeddedBroker;
import io.holdfast.testkit.broker.TestBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class OnTheEmbeddedBrokerTest extends MessagingContract {

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder, 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Override
    TestBroker broker() {
        return broker;
    }
}
