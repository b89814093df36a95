package io.holdfast.testkit.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    @TempDir
    Path folder;

    @Test
    void what_it_confirmed_is_there_after_a_restart_and_so_are_its_bindings() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            try (Connection connection = connect(broker.url()); Channel channel = connection.createChannel()) {
                channel.exchangeDeclare("events", "topic", true);
                channel.queueDeclare("kept", true, false, false, null);
                channel.queueBind("kept", "events", "a.b.v1");
                channel.confirmSelect();
                channel.basicPublish("events", "a.b.v1", MessageProperties.PERSISTENT_BASIC, new byte[] {1});
                assertTrue(channel.waitForConfirms(5_000));
            }
            broker.stop();
            broker.start();
            try (Connection connection = connect(broker.url()); Channel channel = connection.createChannel()) {
                channel.confirmSelect();
                channel.basicPublish("events", "a.b.v1", MessageProperties.PERSISTENT_BASIC, new byte[] {2});
                assertTrue(channel.waitForConfirms(5_000));
                assertArrayEquals(new byte[] {1}, channel.basicGet("kept", true).getBody());
                assertArrayEquals(new byte[] {2}, channel.basicGet("kept", true).getBody());
            }
        }
    }

    @Test
    void a_port_in_use_is_said_in_one_line() {
        try (EmbeddedBroker first = EmbeddedBroker.start(folder.resolve("first"), 0)) {
            int port = java.net.URI.create(first.url()).getPort();
            String message = assertThrows(IllegalStateException.class,
                    () -> EmbeddedBroker.start(folder.resolve("second"), port)).getMessage();
            assertTrue(message.contains("Port " + port + " is in use"), message);
        }
    }

    @Test
    void a_wrong_password_is_refused() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            assertThrows(PossibleAuthenticationFailureException.class,
                    () -> connect(broker.url().replace(":holdfast@", ":wrong@")));
        }
    }

    private static Connection connect(String url) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        return factory.newConnection();
    }
}
