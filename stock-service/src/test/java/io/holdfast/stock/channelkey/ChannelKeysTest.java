package io.holdfast.stock.channelkey;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.holdfast.stock.StockTest;
import io.holdfast.testkit.service.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ChannelKeysTest extends StockTest {

    @BeforeEach
    void aShopWithTwoChannels() {
        stocked("TEA", 20);
        channel("web", "ONLINE", null);
        channel("b2b", "B2B", null);
        channel("till", "POS", null);
    }

    private RequestSpecification with(String channel) {
        return given().header("Authorization", TestTokens.channel(merchant, channel)).contentType(ContentType.JSON);
    }

    @Test
    void aChannelKeyTradesForItsOwnChannel() {
        String id = with("web").body(order("web", "A-1", "TEA", 2)).post("/v1/orders").then().statusCode(201).extract().path("id");
        with("web").get("/v1/orders/" + id).then().statusCode(200);
        with("web").get("/v1/orders/" + id + "/history").then().statusCode(200);
        with("web").body(Map.of("eventId", "e1")).post("/v1/orders/" + id + "/payment").then().statusCode(200).body("state", equalTo("PAID"));
        with("web").get("/v1/channels/web/availability?sku=TEA").then().statusCode(200).body("items[0].sellable", equalTo(18));
        with("web").get("/v1/channels/web/availability/TEA/explanation").then().statusCode(200);
        with("till").body(Map.of("channel", "till", "reference", "T-1", "location", "W1", "lines", List.of(Map.of("sku", "TEA", "quantity", 1))))
                .post("/v1/sales").then().statusCode(201);
    }

    @Test
    @DisplayName("an order or a sale in another channel's name is forbidden, and nothing is taken")
    void notInAnothersName() {
        with("b2b").body(order("web", "A-1", "TEA", 2)).post("/v1/orders").then().statusCode(403)
                .contentType("application/problem+json").body("detail", containsString("b2b"));
        with("web").body(Map.of("channel", "till", "reference", "T-1", "location", "W1", "lines", List.of(Map.of("sku", "TEA", "quantity", 1))))
                .post("/v1/sales").then().statusCode(403);
        with("web").body(Map.of("orders", List.of(order("web", "B-1", "TEA", 1), order("b2b", "B-2", "TEA", 1))))
                .post("/v1/orders/batch").then().statusCode(200).body("results.status", equalTo(List.of(201, 403)));
        get("/v1/stock/TEA").body("available", equalTo(19));
    }

    @ParameterizedTest
    @DisplayName("another channel's order does not exist, and stays as it is")
    @CsvSource({"payment,{\"eventId\":\"e\"}", "payment-failure,{\"eventId\":\"e\"}", "cancellation,{}", "fulfilments,{}", "refund,{}",
        "returns,'{\"lines\":[{\"sku\":\"TEA\",\"quantity\":1}]}'"})
    void anothersOrder(String event, String body) {
        String id = place("web", "A-1", "TEA", 2);
        with("b2b").body(body).post("/v1/orders/" + id + "/" + event).then().statusCode(404).contentType("application/problem+json");
        with("b2b").get("/v1/orders/" + id).then().statusCode(404);
        with("b2b").get("/v1/orders/" + id + "/history").then().statusCode(404);
        get("/v1/orders/" + id).body("state", equalTo("UNPAID"));
    }

    @Test
    void anotherChannelsSupersededOrderIsNotTouched() {
        String id = place("web", "A-1", "TEA", 2);
        with("b2b").body(Map.of("channel", "b2b", "reference", "B-1", "supersedes", id, "lines", List.of(Map.of("sku", "TEA", "quantity", 1))))
                .post("/v1/orders").then().statusCode(422);
        get("/v1/orders/" + id).body("state", equalTo("UNPAID"));
    }

    @Test
    void aListHoldsTheChannelsOwnOrders() {
        String own = place("web", "A-1", "TEA", 1);
        place("b2b", "B-1", "TEA", 1);
        with("web").get("/v1/orders").then().statusCode(200).body("items.id", equalTo(List.of(own)));
        with("web").get("/v1/orders?channel=web").then().body("items.id", equalTo(List.of(own)));
        with("web").get("/v1/orders?channel=b2b").then().statusCode(200).body("items", hasSize(0));
        with("web").get("/v1/orders?reference=B-1").then().statusCode(200).body("items", hasSize(0));
        get("/v1/orders").body("items", hasSize(2));
    }

    @ParameterizedTest
    @DisplayName("another channel does not exist, known or not")
    @ValueSource(strings = {"/v1/channels/b2b/availability", "/v1/channels/nowhere/availability?sku=TEA", "/v1/channels/b2b/availability/TEA/explanation"})
    void anothersAvailability(String path) {
        with("web").get(path).then().statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @DisplayName("whatever else there is, is not for channel keys, even if the gateway let it through")
    @ValueSource(strings = {"/v1/stock", "/v1/stock/TEA", "/v1/stock/TEA/movements", "/v1/locations", "/v1/settings/stock", "/v1/transfers", "/v1/inbound"})
    void nothingElse(String path) {
        with("web").get(path).then().statusCode(403).contentType("application/problem+json");
    }

    @Test
    void aReadKeyReadsAndChangesNothing() {
        RequestSpecification read = given().header("Authorization", TestTokens.read(merchant)).contentType(ContentType.JSON);
        read.get("/v1/stock/TEA").then().statusCode(200);
        read.body(order("web", "A-1", "TEA", 2)).post("/v1/orders").then().statusCode(403).contentType("application/problem+json");
        get("/v1/stock/TEA").body("available", equalTo(20));
    }

    @Test
    @DisplayName("R80 the same channel code of another merchant opens nothing")
    void anotherMerchant() {
        String id = place("web", "A-1", "TEA", 2);
        given().header("Authorization", TestTokens.channel("m-other", "web")).get("/v1/orders/" + id).then().statusCode(404);
    }
}
