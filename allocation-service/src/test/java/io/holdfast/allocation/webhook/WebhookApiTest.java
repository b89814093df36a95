package io.holdfast.allocation.webhook;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.allocation.Allocating;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class WebhookApiTest extends WebhookTest {

    private static final String URL = "http://127.0.0.1:1/hooks";

    @Test
    @DisplayName("R49 a webhook is created with a secret that is shown this once, read, listed, edited and deleted")
    void theLifeOfAWebhook() {
        JsonPath created = shop.call().body("{\"url\": \"" + URL + "\", \"events\": [\"availability.changed\"]}").post("/v1/webhooks").then().statusCode(201)
                .header("Location", matchesPattern("/v1/webhooks/[0-9a-f-]{36}")).header("ETag", "\"1\"")
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="), "enabled", equalTo(true), "channel", nullValue()).extract().jsonPath();
        String path = "/v1/webhooks/" + created.getString("id");
        String before = shop.call().get(path).then().statusCode(200).body("$", not(hasKey("secret")), "url", equalTo(URL)).extract().asString();
        assertEquals(before, shop.call().body(before).patch(path).then().statusCode(200).header("ETag", "\"1\"").extract().asString());
        shop.call().get("/v1/webhooks").then().body("items", hasSize(1), "items[0]", not(hasKey("secret")), "nextCursor", nullValue());
        shop.call().header("If-Match", "\"7\"").body("{\"enabled\": false}").patch(path).then().statusCode(412);
        shop.call().body("{\"enabled\": false}").patch(path).then().statusCode(200).header("ETag", "\"2\"").body("enabled", equalTo(false));
        shop.call().body("{\"url\": \"http://10.0.0.1/\"}").patch(path).then().statusCode(422).body("errors.pointer", contains("/url"));
        shop.call().get(path + "/deliveries").then().statusCode(200).body("items", hasSize(0));
        shop.call().delete(path).then().statusCode(204);
        shop.call().get(path).then().statusCode(404);
        shop.call().delete(path).then().statusCode(404);
        shop.call().post(path + "/rotate").then().statusCode(404);
    }

    @Test
    @DisplayName("R83 every wrong member of a webhook is told with its pointer")
    void everyWrongMemberIsTold() {
        refused("{\"events\": [\"availability.changed\"]}", "/url");
        refused("{\"url\": \"" + URL + "\"}", "/events");
        refused("{\"url\": \"" + URL + "\", \"events\": []}", "/events");
        refused("{\"url\": \"" + URL + "\", \"events\": [\"order.paid\"]}", "/events/0");
        refused("{\"url\": \"" + URL + "\", \"events\": [\"availability.changed\", \"availability.changed\"]}", "/events/1");
        refused("{\"url\": \"" + URL + "\", \"events\": [null]}", "/events/0");
        refused("{\"url\": \"" + URL + "\", \"events\": [\"availability.changed\"], \"channel\": \"nowhere\"}", "/channel");
        refused("{\"url\": \"" + URL + "\", \"events\": [\"availability.changed\"], \"colour\": \"red\"}", "/colour");
        refused("{\"url\": \"https://x.example/" + "a".repeat(2_000) + "\", \"events\": [\"availability.changed\"]}", "/url");
        shop.call().get("/v1/webhooks").then().body("items", hasSize(0));
        shop.call().get("/v1/webhooks/1").then().statusCode(404);
        JsonPath webhook = JsonPath.from(shop.call().body("{\"url\": \"" + URL + "\", \"events\": [\"availability.changed\"]}").post("/v1/webhooks").asString());
        String deliveries = "/v1/webhooks/" + webhook.getString("id") + "/deliveries";
        shop.call().get(deliveries + "?state=LOST").then().statusCode(422).body("errors.pointer", contains("?state"));
        shop.call().get(deliveries + "?cursor=xx").then().statusCode(422).body("errors.pointer", contains("?cursor"));
        shop.call().post(deliveries + "/x/redeliver").then().statusCode(404);
    }

    @ParameterizedTest
    @DisplayName("R49 an address that leads into somebody's own network is refused when it is saved")
    @ValueSource(strings = {"http://10.0.0.1/x", "http://192.168.1.1", "https://172.16.5.4/", "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/",
            "http://100.64.0.1/", "http://[fe80::1]/", "http://[fd00::1]/", "http://[::]/", "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::a00:1]/",
            "http://224.0.0.1/", "http://255.255.255.255/", "http://2852039166/", "http://user:pw@127.0.0.1/", "ftp://127.0.0.1/", "file:///etc/passwd",
            "127.0.0.1", "http:///x", "http://", "http://127.0.0.1:0/", "http://127.0.0.1:99999/", "http://127.0.0.1/#x", "http://a b/", "http://no.such.host.invalid/"})
    void refusedAddresses(String url) {
        refused("{\"url\": \"" + url + "\", \"events\": [\"availability.changed\"]}", "/url");
    }

    @Test
    @DisplayName("R80 another merchant's webhook is not there, nor its log")
    void anotherMerchantsWebhookIsNotThere() {
        try (Receiver receiver = Receiver.started()) {
            JsonPath ours = webhook(receiver, "web");
            stock.that("TEA", 1, 5, "web").now();
            until(() -> states(ours).equals(List.of("DELIVERED")));
            String path = "/v1/webhooks/" + ours.getString("id");
            String delivery = path + "/deliveries/" + deliveries(ours).get(0).get("id");
            shop.call().get(delivery).then().statusCode(200).body("payload.data.items[0].sku", equalTo("TEA"));
            Allocating other = Allocating.ofNewMerchant();
            other.call().get(path).then().statusCode(404);
            other.call().body("{\"enabled\": false}").patch(path).then().statusCode(404);
            other.call().delete(path).then().statusCode(404);
            other.call().post(path + "/rotate").then().statusCode(404);
            other.call().get(path + "/deliveries").then().statusCode(404);
            other.call().get(delivery).then().statusCode(404);
            other.call().post(delivery + "/redeliver").then().statusCode(404);
            other.call().get("/v1/webhooks").then().body("items", hasSize(0));
            other.call().body("{\"url\": \"" + URL + "\", \"events\": [\"availability.changed\"], \"channel\": \"web\"}").post("/v1/webhooks")
                    .then().statusCode(422);
            shop.call().body("{\"enabled\": false}").patch(path).then().statusCode(200);
            shop.call().post(delivery + "/redeliver").then().statusCode(409).body("type", endsWith("/webhook-disabled"));
        }
    }

    @Test
    void aMerchantMayHaveFiftyWebhooksListedInPages() {
        IntStream.range(0, 50).forEach(i -> shop.call().body("{\"url\": \"" + URL + "\", \"events\": [\"availability.changed\"]}").post("/v1/webhooks")
                .then().statusCode(201));
        shop.call().body("{\"url\": \"" + URL + "\", \"events\": [\"availability.changed\"]}").post("/v1/webhooks").then().statusCode(409)
                .body("type", endsWith("/limit-reached"));
        String next = shop.call().get("/v1/webhooks?limit=30").then().body("items", hasSize(30)).extract().path("nextCursor");
        shop.call().get("/v1/webhooks?limit=30&cursor=" + next).then().body("items", hasSize(20), "nextCursor", nullValue());
    }

    private void refused(String body, String pointer) {
        shop.call().body(body).post("/v1/webhooks").then().statusCode(422).contentType("application/problem+json").body("errors.pointer", contains(pointer));
    }
}
