package io.holdfast.suite.torture.fault;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import io.holdfast.contracts.Subscribers;
import io.holdfast.suite.launch.Database;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Messages that no version of Holdfast ever wrote. */
public final class Poison {

    /** Stands in each of them, so that what was parked on purpose is told from what was not. */
    private static final String MARK = "holdfast-torture-poison";
    /** What was parked, other than on purpose: however late that comes, no later fault is blamed for it. */
    public static final String ELSE = "position('" + MARK + "'::bytea in body) = 0";

    private static final String UNREADABLE = "this is no event but " + MARK;
    /** Readable, and without the state that such an event carries. */
    private static final String SENSELESS = """
            {"specversion": "1.0", "id": "%s", "source": "stock", "type": "%s", "subject": "%s", "time": "2026-01-01T00:00:00Z",
            "merchant": "nobody", "version": %d, "datacontenttype": "application/json", "data": %s}""";
    private static final List<String> NONSENSE = List.of("{\"nonsense\": [1, 2]}", "[]", "\"nonsense\"");
    /** As a first event, and as one that others came before. */
    private static final List<Integer> VERSIONS = List.of(1, 7);

    private static final double PATIENCE_SECONDS = 60;

    private Poison() {}

    static void strike(Field field) throws Exception {
        Map<String, Integer> sent = new HashMap<>();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(field.suite().broker());
        try (com.rabbitmq.client.Connection connection = factory.newConnection("torture"); Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            for (String service : Subscribers.services()) {
                List<String> bodies = bodies(service);
                for (String body : bodies) {
                    channel.basicPublish("", "holdfast." + service, MessageProperties.PERSISTENT_TEXT_PLAIN, body.getBytes(StandardCharsets.UTF_8));
                }
                sent.put(service, bodies.size());
            }
            channel.waitForConfirmsOrDie();
        }
        field.note("sent, by service: %s", sent);
        field.last();
        field.afterwards(() -> sent.forEach((service, count) -> look(field, service, count)));
    }

    private static List<String> bodies(String service) {
        List<String> bodies = new ArrayList<>(List.of(UNREADABLE));
        for (String type : Subscribers.typesOf(service)) {
            for (int version : VERSIONS) {
                NONSENSE.forEach(data -> bodies.add(SENSELESS.formatted(UUID.randomUUID(), type, MARK, version, data)));
            }
        }
        return bodies;
    }

    /** What was parked is thrown away then: it belongs to this fault alone. */
    private static void look(Field field, String service, int sent) {
        Database database = field.database(service);
        String parked = "select count(*) from inbox_parked where not " + ELSE;
        // It is tried again and again before it is given up, so that it may come after everything else.
        field.await(() -> database.number(parked) >= sent, PATIENCE_SECONDS);
        field.expect(database.number(parked) == sent, "%s parked %.0f of %d poisonous messages", service, database.number(parked), sent);
        database.run("delete from inbox_parked where not " + ELSE);
    }
}
