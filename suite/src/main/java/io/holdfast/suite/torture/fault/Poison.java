package io.holdfast.suite.torture.fault;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import io.holdfast.contracts.Subscribers;
import io.holdfast.suite.launch.Database;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Messages that no version of Holdfast ever wrote. */
final class Poison {

    private static final String UNREADABLE = "this is no event";
    /** Readable, and without the state that such an event carries. */
    private static final String SENSELESS = """
            {"specversion": "1.0", "id": "%s", "source": "stock", "type": "%s", "subject": "POISON", "time": "2026-01-01T00:00:00Z",
            "merchant": "nobody", "version": 1, "datacontenttype": "application/json", "data": {"nonsense": [1, 2]}}""";

    private static final double PATIENCE_SECONDS = 60;

    private Poison() {}

    static void strike(Field field) throws Exception {
        Map<String, Integer> sent = new HashMap<>();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(field.suite().broker());
        try (com.rabbitmq.client.Connection connection = factory.newConnection("torture"); Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            for (String service : Subscribers.services()) {
                publish(channel, service, UNREADABLE);
                sent.merge(service, 1, Integer::sum);
                for (String type : Subscribers.typesOf(service)) {
                    publish(channel, service, SENSELESS.formatted(UUID.randomUUID(), type));
                    sent.merge(service, 1, Integer::sum);
                }
            }
            channel.waitForConfirmsOrDie();
        }
        field.note("sent, by service: %s", sent);
        field.last();
        field.afterwards(() -> sent.forEach((service, count) -> look(field, service, count)));
    }

    private static void publish(Channel channel, String service, String body) throws java.io.IOException {
        channel.basicPublish("", "holdfast." + service, MessageProperties.PERSISTENT_TEXT_PLAIN, body.getBytes(StandardCharsets.UTF_8));
    }

    /** What was parked is thrown away then: it belongs to this fault alone. */
    private static void look(Field field, String service, int sent) {
        Database database = field.database(service);
        String parked = "select count(*) from inbox_parked";
        // It is tried again and again before it is given up, so that it may come after everything else.
        field.await(() -> database.number(parked) >= sent, PATIENCE_SECONDS);
        field.expect(database.number(parked) == sent, "%s parked %.0f of %d poisonous messages", service, database.number(parked), sent);
        database.run("delete from inbox_parked");
    }
}
