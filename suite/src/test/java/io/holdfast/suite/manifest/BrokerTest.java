package io.holdfast.suite.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.Subscribers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the topology operator makes on RabbitMQ is what services would make themselves, and nobody may do more than they need. */
@RenderedTest
@DisplayName("The broker in manifests")
class BrokerTest {

    private final List<Manifest> all = Kustomize.render("components/rabbitmq");

    @Test
    @DisplayName("has a queue and a dead queue for each service that listens, bound for what it listens to")
    void topology() {
        Set<String> expected = new TreeSet<>();
        Set<String> queues = new TreeSet<>();
        Subscribers.services().forEach(service -> {
            queues.add("holdfast." + service);
            queues.add("holdfast." + service + ".dead");
            expected.add("holdfast.dead → holdfast." + service + ".dead by holdfast." + service + ".dead");
            Subscribers.typesOf(service).forEach(type -> expected.add("holdfast.events → holdfast." + service + " by " + type));
        });
        assertEquals(queues, specs("Queue").map(queue -> queue.path("name").asText()).collect(Collectors.toSet()));
        assertEquals(expected, specs("Binding").map(binding -> binding.path("source").asText() + " → " + binding.path("destination").asText()
                + " by " + binding.path("routingKey").asText()).collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("loses no message: quorum queues, a delivery limit, dead letters at least once")
    void nothing_is_lost() {
        specs("Queue").forEach(queue -> {
            assertEquals("quorum", queue.path("type").asText());
            assertTrue(queue.path("durable").asBoolean());
            if (!queue.path("name").asText().endsWith(".dead")) {
                JsonNode arguments = queue.path("arguments");
                assertEquals(queue.path("name").asText() + ".dead", arguments.path("x-dead-letter-routing-key").asText());
                assertEquals("at-least-once", arguments.path("x-dead-letter-strategy").asText());
                assertEquals("reject-publish", arguments.path("x-overflow").asText());
                assertTrue(arguments.path("x-delivery-limit").asInt() > 1);
            }
        });
        assertEquals(3, Manifest.of("RabbitmqCluster", all).findFirst().orElseThrow().spec().path("replicas").asInt());
    }

    @Test
    @DisplayName("lets each service publish events and read its own queue, and change nothing")
    void rights() {
        assertEquals(5, Manifest.of("Permission", all).count());
        Manifest.of("Permission", all).forEach(permission -> {
            String service = permission.name().replace("-broker", "");
            JsonNode rights = permission.spec().path("permissions");
            assertEquals("^$", rights.path("configure").asText());
            assertTrue(may(rights, "write", "holdfast.events"));
            assertFalse(may(rights, "write", "holdfast.dead") || may(rights, "write", "holdfast.stock"));
            for (String other : Subscribers.services()) {
                boolean own = other.equals(service);
                assertEquals(own, may(rights, "read", "holdfast." + other), service + " reads " + other);
                assertEquals(own, may(rights, "read", "holdfast." + other + ".dead"), service + " reads the dead of " + other);
            }
        });
    }

    private static boolean may(JsonNode rights, String what, String name) {
        return Pattern.compile(rights.path(what).asText()).matcher(name).find();
    }

    private java.util.stream.Stream<JsonNode> specs(String kind) {
        return Manifest.of(kind, all).map(Manifest::spec);
    }
}
