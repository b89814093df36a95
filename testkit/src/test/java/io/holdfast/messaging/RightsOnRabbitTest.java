package io.holdfast.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.Subscribers;
import io.holdfast.testkit.broker.RabbitNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rights that the manifests give each service at the broker are enough for it, and no more. */
@EnabledIfEnvironmentVariable(named = "HOLDFAST_TEST_RABBITMQ", matches = "true")
class RightsOnRabbitTest {

    private static final Path USERS = Path.of("").toAbsolutePath().getParent().resolve("k8s/components/rabbitmq/users.yaml");
    private static final Pattern RIGHTS = Pattern.compile("kind: Permission\\nmetadata:\\n  name: (\\w+)-broker\\n(?:.*\\n)+?"
            + "    configure: (.*)\\n    write: (.*)\\n    read: (.*)\\n");

    @TempDir
    static Path folder;

    private static RabbitNode node;

    @BeforeAll
    static void declared() throws IOException {
        node = RabbitNode.start(folder);
        try (Connection connection = new Broker(node.url(), new Topology("quorum", true)).connect("operator")) {
            new Topology("quorum", true).declare(connection.createChannel());
        }
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "catalog", "stock", "allocation", "notification"})
    @DisplayName("A service finds the topology, publishes and reads its own queue; it declares nothing and reads nobody else's")
    void rights(String service) throws Exception {
        Broker broker = new Broker(user(service), new Topology("quorum", false));
        try (Connection connection = broker.connect(service)) {
            Channel channel = connection.createChannel();
            broker.topology().declare(channel);
            channel.confirmSelect();
            channel.basicPublish(Topology.EVENTS, EventTypes.VARIANT_CHANGED, true, new AMQP.BasicProperties(), new byte[0]);
            assertTrue(channel.waitForConfirms(5_000));
            for (String other : Subscribers.services()) {
                if (other.equals(service)) {
                    channel.basicGet(Topology.queue(other), true);
                    channel.basicGet(Topology.deadQueue(other), true);
                } else {
                    refused(connection, own -> own.basicGet(Topology.queue(other), true));
                }
            }
            refused(connection, own -> own.queueDeclare("mine", true, false, false, Map.of()));
            refused(connection, own -> own.queueDelete(Topology.queue("stock")));
            refused(connection, own -> own.queueUnbind(Topology.queue("stock"), Topology.EVENTS, EventTypes.VARIANT_CHANGED));
        }
    }

    private static String user(String service) throws IOException {
        Matcher found = RIGHTS.matcher(Files.readString(USERS));
        while (found.find()) {
            if (found.group(1).equals(service)) {
                return node.addUser(service, found.group(2), found.group(3), found.group(4));
            }
        }
        throw new AssertionError(service + " has no rights in " + USERS);
    }

    /** Something that is tried on a channel, which the broker closes if it refuses. */
    private interface Attempt {
        void on(Channel channel) throws IOException;
    }

    private static void refused(Connection connection, Attempt attempt) throws IOException {
        Channel own = connection.createChannel();
        Exception refusal = assertThrows(Exception.class, () -> attempt.on(own));
        ShutdownSignalException reason = refusal instanceof AlreadyClosedException closed ? closed : (ShutdownSignalException) refusal.getCause();
        assertEquals(AMQP.ACCESS_REFUSED, ((AMQP.Channel.Close) reason.getReason()).getReplyCode(), reason.getMessage());
    }
}
