package io.holdfast.messaging;

import io.holdfast.testkit.broker.RabbitNode;
import io.holdfast.testkit.broker.TestBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Where it is asked for, it must run: a node that doesn't start fails the test. */
@EnabledIfEnvironmentVariable(named = "HOLDFAST_TEST_RABBITMQ", matches = "true")
class OnRabbitTest extends MessagingContract {

    @TempDir
    static Path folder;

    private static RabbitNode node;

    @BeforeAll
    static void start() {
        node = RabbitNode.start(folder);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Override
    TestBroker broker() {
        return node;
    }
}
