package io.holdfast.notification.merchant;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.holdfast.notification.Shop;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class SettingsTest {

    private static final String SETTINGS = "/v1/settings/notifications";
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    @Inject
    Shop shop;

    @Test
    @DisplayName("R62 unless told otherwise, the digest goes to the merchant at 06:00 in its language")
    void defaults() {
        shop.opens(MONDAY, "Europe/Paris", "fr");
        shop.call().get(SETTINGS).then().statusCode(200)
                .body("enabled", equalTo(true)).body("recipients", contains(shop.email()))
                .body("sendAt", equalTo("06:00")).body("locale", equalTo("fr"));
    }

    @Test
    void whatGetGivesPutTakesAndTheMerchantIsStillFollowed() {
        shop.opens(MONDAY, "Europe/Paris", "fr");
        String got = shop.call().get(SETTINGS).asString();
        shop.call().body(got).put(SETTINGS).then().statusCode(200);
        shop.opens(MONDAY.plusSeconds(1), "Europe/Paris", "en");
        shop.call().get(SETTINGS).then().body("locale", equalTo("en"));
    }

    @Test
    void wishesAreKept() {
        shop.opens(MONDAY, "Europe/Paris", "fr");
        String wishes = """
                {"enabled": false, "recipients": ["a@x.example", "b+stock@y.example"], "sendAt": "18:30", "locale": "en"}""";
        shop.call().body(wishes).put(SETTINGS).then().statusCode(200);
        shop.call().get(SETTINGS).then().body("enabled", equalTo(false)).body("recipients", contains("a@x.example", "b+stock@y.example"))
                .body("sendAt", equalTo("18:30")).body("locale", equalTo("en"));
        shop.call().body("{}").put(SETTINGS).then().statusCode(200).body("recipients", contains(shop.email()))
                .body("enabled", equalTo(true)).body("sendAt", equalTo("06:00")).body("locale", equalTo("fr"));
    }

    @Test
    @DisplayName("R83 everything that is wrong is told at once, with its place, and nothing is stored")
    void refusals() {
        shop.opens(MONDAY, "Europe/Paris", "fr");
        String wrong = """
                {"recipients": ["a@x.example", "no address", "A@x.example", null], "sendAt": "24:00", "locale": "de"}""";
        shop.call().body(wrong).put(SETTINGS).then().statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/recipients", "/recipients/1", "/recipients/3", "/sendAt", "/locale"));
        shop.call().body("{\"recipients\": []}").put(SETTINGS).then().statusCode(422).body("errors.pointer", contains("/recipients"));
        shop.call().body("{\"sendAt\": \"6:00\"}").put(SETTINGS).then().statusCode(422).body("errors.pointer", contains("/sendAt"));
        shop.call().body("{\"recipients\": [\"a@x.example\\r\\nBcc: b@x.example\"]}").put(SETTINGS).then().statusCode(422);
        shop.call().body("{").put(SETTINGS).then().statusCode(400);
        shop.call().body("null").put(SETTINGS).then().statusCode(422);
        shop.call().get(SETTINGS).then().body("recipients", contains(shop.email())).body("sendAt", equalTo("06:00"));
    }

    @Test
    void aChangeOfWhatSomebodyElseChangedIsRefusedOnRequest() {
        shop.opens(MONDAY, "Europe/Paris", "fr");
        String etag = shop.call().get(SETTINGS).header("ETag");
        shop.call().header("If-Match", etag).body("{\"sendAt\": \"07:00\"}").put(SETTINGS).then().statusCode(200);
        shop.call().header("If-Match", etag).body("{\"sendAt\": \"08:00\"}").put(SETTINGS).then().statusCode(412);
        shop.call().get(SETTINGS).then().body("sendAt", equalTo("07:00"));
    }

    @Test
    @DisplayName("R82 an unknown merchant is asked to come again, not told wrong")
    void unknownYet() {
        shop.call().get(SETTINGS).then().statusCode(503).header("Retry-After", "1");
    }
}
