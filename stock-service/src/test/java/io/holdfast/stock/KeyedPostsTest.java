package io.holdfast.stock;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.holdfast.testkit.idempotency.KeyedPost;
import io.holdfast.testkit.idempotency.KeyedPost.Call;
import io.holdfast.testkit.idempotency.KeyedPostsContract;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "stock"))
class KeyedPostsTest extends KeyedPostsContract {

    private static final String ORDER = "{\"channel\": \"web\", \"reference\": \"A-1\", \"lines\": [{\"sku\": \"TEA\", \"quantity\": 2}]}";
    private static final String LINES = "\"lines\": [{\"sku\": \"TEA\", \"quantity\": 2}]";

    /** A merchant with 10 units of TEA at W1, the shop S1, the channels web and till, and, where asked for, an order of 2 that is paid and shipped. */
    private static final class Shop extends StockTest {

        private String order;

        Shop() {
            merchantWithOneLocation();
            as(merchant).body("{\"code\": \"S1\", \"name\": \"Shop\", \"kind\": \"SHOP\"}").post("/v1/locations").then().statusCode(201);
            channel("web", "ONLINE", null);
            channel("till", "POS", null);
            stocked("TEA", 10);
        }

        Shop ordered(String... events) {
            order = place("web", "O-1", "TEA", 2);
            for (String event : events) {
                as(merchant).body("{\"eventId\": \"" + event + "\"}").post("/v1/orders/" + order + "/" + event).then().statusCode(200);
            }
            return this;
        }

        Call event(String kind, String body) {
            return call("/v1/orders/" + order + "/" + kind, body);
        }

        Call call(String path, String body) {
            return Call.of(merchant, path, body);
        }

        Call receipt(String path, String shipment) {
            String id = as(merchant).body(shipment).post(path).then().statusCode(201).extract().path("id");
            return call(path + "/" + id + "/receipts", "{\"lines\": [{\"sku\": \"TEA\", \"quantity\": 1}]}");
        }
    }

    static Stream<KeyedPost> posts() {
        String inbound = "{\"location\": \"W1\", \"expectedOn\": \"2030-01-01\", " + LINES + "}";
        String transfer = "{\"from\": \"W1\", \"to\": \"S1\", " + LINES + "}";
        return Stream.of(
                moving("orders", () -> new Shop().call("/v1/orders", ORDER)),
                KeyedPost.answered("orders/batch", () -> new Shop().call("/v1/orders/batch", "{\"orders\": [" + ORDER + "]}"), KeyedPostsTest::movements),
                moving("sales", () -> new Shop().call("/v1/sales", "{\"channel\": \"till\", \"reference\": \"S-1\", \"location\": \"S1\", " + LINES + "}")),
                moving("payment", () -> new Shop().ordered().event("payment", "{\"eventId\": \"p\"}")),
                moving("payment-failure", () -> new Shop().ordered().event("payment-failure", "{\"eventId\": \"p\"}")),
                moving("cancellation", () -> new Shop().ordered().event("cancellation", "{}")),
                moving("fulfilments", () -> new Shop().ordered("payment").event("fulfilments", "{\"lines\": [{\"sku\": \"TEA\", \"quantity\": 1}]}")),
                moving("refund", () -> new Shop().ordered("payment").event("refund", "{}")),
                moving("returns", () -> new Shop().ordered("payment", "fulfilments").event("returns", "{\"lines\": [{\"sku\": \"TEA\", \"quantity\": 1}]}")),
                moving("adjustments", () -> new Shop().call("/v1/stock/adjustments",
                        "{\"reason\": \"found\", \"lines\": [{\"sku\": \"TEA\", \"location\": \"W1\", \"delta\": 3}, {\"sku\": \"NONE\", \"location\": \"W1\", \"delta\": 3}]}")),
                moving("snapshots", () -> new Shop().call("/v1/stock/snapshots",
                        "{\"source\": \"erp\", \"includesOpenOrders\": false, \"lines\": [{\"sku\": \"TEA\", \"location\": \"W1\", \"quantity\": 7}]}")),
                KeyedPost.answered("audit", () -> new Shop().call("/v1/stock/audit", ""), KeyedPostsTest::movements),
                moving("inbound", () -> new Shop().call("/v1/inbound", inbound)),
                moving("inbound/receipts", () -> new Shop().receipt("/v1/inbound", inbound)),
                KeyedPost.decided("transfers", () -> new Shop().call("/v1/transfers", transfer), call -> movements(call) / 2),
                moving("transfers/receipts", () -> new Shop().receipt("/v1/transfers", transfer)),
                KeyedPost.decided("locations", () -> new Shop().call("/v1/locations", "{\"code\": \"W2\", \"name\": \"Second\", \"kind\": \"WAREHOUSE\"}"),
                        call -> call.read("/v1/locations").jsonPath().getList("items").size()));
    }

    /** What moves units of TEA once, or not at all. */
    private static KeyedPost moving(String name, Supplier<Call> fresh) {
        return KeyedPost.decided(name, fresh, KeyedPostsTest::movements);
    }

    private static long movements(Call call) {
        return call.read("/v1/stock/TEA/movements?limit=200").jsonPath().getList("items").size();
    }

    @Test
    @DisplayName("R82 the answer is the first one's, although the order has moved on, and although another one was refused meanwhile")
    void what_was_answered_first() {
        Shop shop = new Shop();
        Call call = shop.call("/v1/orders", ORDER);
        String id = call.send("k").then().statusCode(201).body("state", equalTo("UNPAID")).extract().path("id");
        shop.call("/v1/orders/" + id + "/payment", "{\"eventId\": \"p\"}").send("k2").then().body("state", equalTo("PAID"));
        call.send("k").then().statusCode(201).header("Location", equalTo("/v1/orders/" + id)).header("Idempotency-Replayed", "true").body("state", equalTo("UNPAID"));
        shop.call("/v1/orders", ORDER).send("other").then().statusCode(200).body("state", equalTo("PAID")).header("Idempotency-Replayed", nullValue());
    }

    @Test
    @DisplayName("R82 R12 a refusal is given again under its key, also once there would be enough; another key asks anew")
    void a_refusal_is_given_again() {
        Shop shop = new Shop();
        Call call = shop.call("/v1/orders", ORDER.replace("2}", "12}"));
        String refused = call.send("k").then().statusCode(409).body("type", endsWith("/insufficient-stock")).extract().asString();
        shop.call("/v1/stock/adjustments", "{\"reason\": \"found\", \"lines\": [{\"sku\": \"TEA\", \"location\": \"W1\", \"delta\": 5}]}").send("k3")
                .then().statusCode(200);
        call.send("k").then().statusCode(409).header("Idempotency-Replayed", "true").contentType("application/problem+json").body(equalTo(refused));
        call.send("k2").then().statusCode(201);
    }

    @Test
    @DisplayName("R83 what is refused for its form leaves the key free; a key of one operation is none of another")
    void a_refusal_of_the_form() {
        Shop shop = new Shop();
        shop.call("/v1/orders", "{}").send("k").then().statusCode(422);
        shop.call("/v1/orders", ORDER).send("k").then().statusCode(201).header("Idempotency-Replayed", nullValue());
        shop.call("/v1/locations", "{\"code\": \"W2\", \"name\": \"Second\", \"kind\": \"WAREHOUSE\"}").send("k")
                .then().statusCode(422).body("type", endsWith("/idempotency-key-reused"));
        shop.call("/v1/locations", "{\"code\": \"W2\", \"name\": \"Second\", \"kind\": \"WAREHOUSE\"}").send("k2").then().statusCode(201);
        shop.call("/v1/orders", ORDER).send("k2").then().statusCode(422).body("type", endsWith("/idempotency-key-reused"));
    }

    @Test
    @DisplayName("R82 callers that hang up at once and ask again under their keys: each order is placed once")
    void callers_that_hang_up() throws IOException {
        Shop shop = new Shop();
        for (int i = 0; i < 5; i++) {
            Call call = shop.call("/v1/orders", ORDER.replace("A-1", "A-" + i));
            for (int attempt = 0; attempt < 4; attempt++) {
                hangUp(call, "k-" + i);
            }
            String key = "k-" + i;
            await().until(() -> call.send(key).statusCode(), lessThan(300));
        }
        shop.call("", "").read("/v1/stock/TEA").then().body("reserved", equalTo(10));
    }

    private static void hangUp(Call call, String key) throws IOException {
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        try (Socket caller = new Socket("localhost", RestAssured.port)) {
            caller.getOutputStream().write(("POST " + call.path() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: "
                    + call.authorization() + "\r\nIdempotency-Key: " + key + "\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            caller.getOutputStream().write(body);
        }
    }

    @Test
    @DisplayName("R82 R12 each order of a batch keeps its own outcome, whatever has become possible since")
    void a_batch_is_answered_again() {
        Shop shop = new Shop();
        String orders = IntStream.range(0, 8).mapToObj(i -> ORDER.replace("A-1", "A-" + i)).collect(Collectors.joining(", "));
        Call call = shop.call("/v1/orders/batch", "{\"orders\": [" + orders + "]}");
        String first = call.send("k").then().statusCode(200).body("results.status", equalTo(List.of(201, 201, 201, 201, 201, 409, 409, 409)))
                .extract().asString();
        shop.call("/v1/stock/adjustments", "{\"reason\": \"found\", \"lines\": [{\"sku\": \"TEA\", \"location\": \"W1\", \"delta\": 50}]}").send("k3")
                .then().statusCode(200);
        call.send("k").then().header("Idempotency-Replayed", "true").body(equalTo(first));
        // Its process died before the whole was answered: what each order was told stands.
        forgetTheWhole(call, "k");
        call.send("k").then().statusCode(200).body(equalTo(first));
    }
}
