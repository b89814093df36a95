package io.holdfast.stock.book;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.contracts.EventTypes;
import io.holdfast.stock.StockTest;
import io.holdfast.stock.ToldEvents;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.Wanted;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whom an order concerns beside the one who placed it: an event for each would cost more than deciding it. */
@QuarkusTest
class OrdersToldTest extends StockTest {

    @Inject
    BookStore store;
    @Inject
    Pool pool;

    @BeforeEach
    void a_channel_that_takes_units_at_the_payment() {
        channel("web", "ONLINE", "ON_PAYMENT");
        channel("b2b", "B2B", "ON_PAYMENT");
        stocked("TEA", 1);
    }

    @Test
    @DisplayName("R50 of many orders decided together one event for each channel says when it last placed one")
    void one_activity_for_a_batch() {
        decided(List.of(buyer("web", 1), buyer("b2b", 2), buyer("web", 3)));
        List<JsonNode> told = activities();
        assertEquals(List.of("b2b", "web"), told.stream().map(event -> event.path("subject").asText()).sorted().toList());
        told.forEach(event -> {
            assertEquals(event.path("subject"), event.path("data").path("channel"));
            assertEquals(event.path("time"), event.path("data").path("orderedAt"));
        });
        decided(List.of(buyer("web", 4)));
        assertEquals(3, activities().size());
    }

    @Test
    @DisplayName("R50 what happens to an order later, or again, is no sign that its channel places any")
    void no_activity_without_a_new_order() {
        String id = place("web", "first", "TEA", 1);
        int before = activities().size();
        post("/v1/orders/" + id + "/payment", Map.of("eventId", "pay")).body("state", equalTo("PAID"));
        post("/v1/orders", order("web", "first", "TEA", 1)).statusCode(200);
        assertEquals(before, activities().size());
    }

    @Test
    @DisplayName("R18 an order is told of when it becomes short and when it is no more")
    void short_orders_are_told() {
        String paid = place("web", "first", "TEA", 1);
        String lacks = shortBeside(paid);
        assertEquals(List.of("SHORT"), states(lacks));
        adjust("TEA", 1);
        get("/v1/orders/" + lacks).body("state", equalTo("PAID"));
        assertEquals(List.of("SHORT", "PAID"), states(lacks));
        post("/v1/orders/" + lacks + "/fulfilments", Map.of("eventId", "ship")).body("state", equalTo("FULFILLED"));
        assertEquals(List.of("SHORT", "PAID"), states(lacks), "what happens to it later is nobody's business any more");
        assertEquals(List.of(), states(paid), "it never was short");
    }

    @Test
    @DisplayName("R18 a short order that is cancelled is told of, lest it is taken for short for ever")
    void a_short_order_that_ends() {
        String lacks = shortBeside(place("web", "first", "TEA", 1));
        post("/v1/orders/" + lacks + "/cancellation", Map.of("eventId", "cancel")).body("state", equalTo("CANCELLED"));
        assertEquals(List.of("SHORT", "CANCELLED"), states(lacks));
    }

    @Test
    @DisplayName("R80 channels of the same name at two merchants, in one batch, are two activities")
    void activities_of_two_merchants() {
        Command ours = buyer("web", 1);
        String first = merchant;
        merchant = "another-" + first;
        post("/v1/locations", Map.of("code", "W1", "name", "Warehouse", "kind", "WAREHOUSE")).statusCode(201);
        a_channel_that_takes_units_at_the_payment();
        decided(List.of(ours, buyer("web", 1)));
        assertEquals(1, activities().size());
        merchant = first;
        assertEquals(1, activities().size());
    }

    /** An order that is paid after another one has taken the only unit. */
    private String shortBeside(String first) {
        String second = place("web", "second", "TEA", 1);
        post("/v1/orders/" + first + "/payment", Map.of("eventId", "pay")).body("state", equalTo("PAID"));
        post("/v1/orders/" + second + "/payment", Map.of("eventId", "pay")).body("state", equalTo("SHORT"));
        return second;
    }

    private List<JsonNode> activities() {
        return new ToldEvents(pool, merchant).of(EventTypes.ACTIVITY_CHANGED);
    }

    private List<String> states(String order) {
        return new ToldEvents(pool, merchant).of(EventTypes.ORDER_CHANGED, order).stream().map(event -> event.path("data").path("state").asText()).toList();
    }

    private void decided(List<Command> batch) {
        store.decide(batch).await().atMost(Duration.ofSeconds(30));
    }

    private Command buyer(String channel, int number) {
        return new PlaceOrder(merchant, UuidCreator.getTimeOrderedEpochPlus1(), channel, "b-" + number, "c", List.of(new Wanted("TEA", 1)),
                PlaceOrder.Wishes.NONE, "test");
    }
}
