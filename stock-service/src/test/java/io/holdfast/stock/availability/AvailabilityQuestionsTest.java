package io.holdfast.stock.availability;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.holdfast.stock.StockTest;
import io.holdfast.testkit.service.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AvailabilityQuestionsTest extends StockTest {

    @Test
    @DisplayName("R49 another service asks what a channel may sell of many SKUs and gets what the public list says; unknown ones are left out")
    void many_skus_at_once() {
        stocked("TEA/1 \"🍵\"", 7);
        stocked("MUG", 3);
        channel("web", "ONLINE", null);
        place("web", "A-1", "MUG", 2);
        ask(merchant, "web", "TEA/1 \"🍵\"", "MUG", "NONE").statusCode(200)
                .body("items.sku", contains("MUG", "TEA/1 \"🍵\"")).body("items.sellable", contains(1, 7));
        // Telling the new channel gives each SKU a version of its own time, maybe between the two questions.
        Awaitility.await().untilAsserted(() -> ask(merchant, "web", "TEA/1 \"🍵\"", "MUG")
                .body("items.version", equalTo(get("/v1/channels/web/availability").extract().path("items.version"))));
        ask(merchant, "nowhere", "MUG").statusCode(404);
    }

    @Test
    @DisplayName("R80 a service asks for one merchant and hears of no other; nobody else may ask")
    void of_one_merchant_only() {
        stocked("MUG", 3);
        channel("web", "ONLINE", null);
        ask("m-other", "web", "MUG").statusCode(404);
        as(merchant).body(Map.of("channel", "web", "skus", List.of("MUG"))).post("/internal/availability").then().statusCode(404);
        ask(merchant, "web").statusCode(200).body("items", hasSize(0));
    }

    private static ValidatableResponse ask(String merchant, String channel, String... skus) {
        return given().header("Authorization", TestTokens.service(merchant)).contentType(ContentType.JSON)
                .body(Map.of("channel", channel, "skus", List.of(skus))).post("/internal/availability").then();
    }
}
