package io.holdfast.notification.alert;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.Subscribers;
import io.holdfast.messaging.Inbox;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can be read, and makes no sense: to take it for a good event would lose it, since only what fails is parked. */
@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class SenselessEventsTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    @Inject
    Inbox inbox;
    @Inject
    ObjectMapper json;

    @Test
    @DisplayName("R82 An event without the state that its type carries is refused, whatever its version")
    void withoutState() {
        for (String type : Subscribers.typesOf("notification")) {
            assertRefused(type, 1, json.createObjectNode().put("nonsense", true));
            assertRefused(type, 2, json.createObjectNode().put("nonsense", true));
        }
    }

    @Test
    @DisplayName("R82 An order in a state that nobody knows, and without the rest of an order, is refused as well")
    void unknownState() {
        assertRefused(EventTypes.ORDER_CHANGED, 1, json.createObjectNode().put("state", "LOST"));
        assertRefused(EventTypes.ORDER_CHANGED, 1, json.createObjectNode().put("id", UUID.randomUUID().toString()));
    }

    private void assertRefused(String type, long version, JsonNode data) {
        Envelope event = new Envelope(UUID.randomUUID(), "test", type, "POISON", MONDAY, "nobody", version, null, data);
        assertThrows(RuntimeException.class, () -> inbox.receive(List.of(event)).await().atMost(Duration.ofSeconds(10)),
                () -> type + ", version " + version + " was taken: " + data);
    }
}
