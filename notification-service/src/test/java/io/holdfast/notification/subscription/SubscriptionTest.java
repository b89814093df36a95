package io.holdfast.notification.subscription;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.notification.Shop;
import io.holdfast.notification.mail.MailGate;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.testkit.clock.TestClock;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a reader can do with the links of a mail, without a key. */
@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class SubscriptionTest {

    private static final Instant SUNDAY = Instant.parse("2026-02-01T12:00:00Z");
    private static final Instant MONDAY_SIX = Instant.parse("2026-02-02T06:00:00Z");
    private static final String DOOR = "http://localhost:8080";
    private static final String SETTINGS = "/v1/settings/notifications";

    @Inject
    Shop shop;
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    private TestClock clock;
    private String ann;
    private String bob;

    @BeforeEach
    void twoReadersHaveOneMailEach() {
        clock = TestClock.install(url, "postgres");
        clock.set(SUNDAY);
        ann = "Ann-" + shop.email();
        bob = "bob-" + shop.email();
        shop.opens(SUNDAY, "UTC", "fr");
        put("\"" + ann + "\", \"" + bob + "\"");
        shop.sells("A", 4, SUNDAY);
        clock.set(MONDAY_SIX);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> mails(ann).size() == 1 && mails(bob).size() == 1);
    }

    private void put(String recipients) {
        shop.call().body("{\"recipients\": [" + recipients + "]}").put(SETTINGS).then().statusCode(200);
    }

    private static List<MimeMessage> mails(String address) {
        return Arrays.stream(MailGate.gate().server().getReceivedMessages()).filter(m -> {
            try {
                return Arrays.stream(m.getRecipients(RecipientType.TO)).anyMatch(a -> a.toString().equals(address));
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }).toList();
    }

    /** Path of the link in the header. */
    private static String unsubscribe(String address) throws MessagingException {
        String header = mails(address).get(0).getHeader("List-Unsubscribe")[0];
        assertTrue(header.startsWith("<" + DOOR + "/v1/mail/") && header.endsWith("/unsubscribe>"), header);
        return header.substring(1 + DOOR.length(), header.length() - 1);
    }

    private static ValidatableResponse oneClick(String path) {
        return given().urlEncodingEnabled(false).contentType("application/x-www-form-urlencoded").body("List-Unsubscribe=One-Click").post(path).then();
    }

    private void nextMorning() {
        clock.set(MONDAY_SIX.plus(Duration.ofDays(1)));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> mails(bob).size() == 2);
    }

    @Test
    @DisplayName("R64 a mail client's own button ends the mail to one reader, by one POST and no key; the others go on")
    void oneClickEndsIt() throws MessagingException {
        assertEquals("List-Unsubscribe=One-Click", mails(ann).get(0).getHeader("List-Unsubscribe-Post")[0]);
        assertNotEquals(unsubscribe(ann), unsubscribe(bob));
        assertEquals(mails(ann).get(0).getMessageID(), mails(bob).get(0).getMessageID());
        oneClick(unsubscribe(ann)).statusCode(200).body(containsString("ne reçoit plus"));
        oneClick(unsubscribe(ann)).statusCode(200);
        shop.call().get(SETTINGS).then().body("recipients", contains(ann, bob)).body("unsubscribed", contains(ann.toLowerCase()));
        nextMorning();
        assertEquals(1, mails(ann).size());
        shop.call().get("/v1/digests").then().body("items[0].recipients", contains(bob)).body("items[1].recipients", contains(ann, bob));
    }

    @Test
    @DisplayName("R64 whoever only looks at the link, as mail scanners do, ends nothing")
    void lookingEndsNothing() throws MessagingException {
        given().urlEncodingEnabled(false).get(unsubscribe(ann)).then().statusCode(200).contentType("text/html")
                .header("Referrer-Policy", "no-referrer").header("Cache-Control", "no-store")
                .body(containsString("Ann-")).body(containsString("<form method=\"post\" action=\"unsubscribe\">"));
        given().urlEncodingEnabled(false).head(unsubscribe(ann)).then().statusCode(200);
        shop.call().get(SETTINGS).then().body("unsubscribed", empty());
        nextMorning();
        assertEquals(2, mails(ann).size());
    }

    @Test
    @DisplayName("R64 a reader may come back, and so may one whom the merchant takes out and puts back; a round trip of the settings changes nothing")
    void backAgain() throws MessagingException {
        String etag = shop.call().get(SETTINGS).header("ETag");
        oneClick(unsubscribe(ann)).statusCode(200);
        shop.call().header("If-Match", etag).body("{}").put(SETTINGS).then().statusCode(412);
        oneClick(unsubscribe(ann).replace("/unsubscribe", "/subscribe")).statusCode(200).body(containsString("reçoit chaque jour"));
        shop.call().get(SETTINGS).then().body("unsubscribed", empty());
        oneClick(unsubscribe(ann)).statusCode(200);
        String settings = shop.call().get(SETTINGS).asString();
        shop.call().body(settings).put(SETTINGS).then().statusCode(200).body("unsubscribed", contains(ann.toLowerCase()));
        put("\"" + bob + "\"");
        put("\"" + ann + "\", \"" + bob + "\"");
        shop.call().get(SETTINGS).then().body("unsubscribed", empty());
    }

    @Test
    @DisplayName("R64 when all have ended the mail, none is sent, and the alerts stay")
    void nobodyLeft() throws MessagingException {
        oneClick(unsubscribe(ann)).statusCode(200);
        oneClick(unsubscribe(bob)).statusCode(200);
        clock.set(MONDAY_SIX.plus(Duration.ofDays(1)));
        shop.sells("B", 1, MONDAY_SIX);
        Awaitility.await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10)).until(() -> mails(bob).size() == 1);
        shop.call().get("/v1/alerts").then().body("items.sku", contains("A", "B"));
    }

    @Test
    @DisplayName("R80 a link can't be made for somebody else, and one that is not ours says so and changes nothing")
    void forged() throws MessagingException {
        String right = unsubscribe(ann).replace("/v1/mail/", "").replace("/unsubscribe", "");
        String subjectOfBob = unsubscribe(bob).replace("/v1/mail/", "").split("\\.")[0];
        for (String token : List.of("preview", "a.b", right + "x", right.substring(1), subjectOfBob + "." + right.split("\\.")[1])) {
            oneClick("/v1/mail/" + token + "/unsubscribe").statusCode(404).body(containsString("This link does not work"));
            given().urlEncodingEnabled(false).get("/v1/mail/" + token + "/list").then().statusCode(404);
        }
        shop.call().get(SETTINGS).then().body("unsubscribed", empty());
    }

    @Test
    @DisplayName("R62 the link to the whole list shows what is below now, to those whom the mail goes to and nobody else")
    void theWholeList() throws MessagingException {
        String list = unsubscribe(ann).replace("/unsubscribe", "/list");
        shop.sells("B<1>", 2, MONDAY_SIX);
        given().urlEncodingEnabled(false).get(list).then().statusCode(200).contentType("text/html")
                .body(containsString("Tea A")).body(containsString("B&lt;1&gt;")).body(not(containsString("unsubscribe")));
        oneClick(unsubscribe(ann)).statusCode(200);
        given().urlEncodingEnabled(false).get(list).then().statusCode(404);
        put("\"" + bob + "\"");
        given().urlEncodingEnabled(false).get(unsubscribe(ann)).then().statusCode(200).body(containsString("n’envoie pas"));
        given().urlEncodingEnabled(false).get("/v1/settings/notifications").then().statusCode(401).body("status", equalTo(401));
    }
}
